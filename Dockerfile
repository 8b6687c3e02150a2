# syntax=docker/dockerfile:1

# The app as an image: its own server, what it needs of the build, and Node.js; no shell, no npm, no secret.
# docs/deploy.md says how it is run, and `npm run image:try` does all of this without an engine.

FROM node:24.21.0-bookworm-slim AS node

FROM node AS dependencies
WORKDIR /foyer
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-workspaces --ignore-scripts --no-audit --no-fund

FROM dependencies AS build
ENV NEXT_OUTPUT=standalone NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN npm run build
# Next.js gathers what it needs itself, and knows nothing of our server in front of it.
RUN node_modules/.bin/rolldown scripts/serve.ts --platform node --external next --file .next/standalone/scripts/serve.js
RUN rm .next/standalone/server.js && mkdir data

# glibc, libstdc++ and certificates: a fifth of the image that Node.js was built in.
FROM gcr.io/distroless/cc-debian12:nonroot AS app
COPY --from=node /usr/local/bin/node /usr/local/bin/node
WORKDIR /foyer
COPY --from=build /foyer/.next/standalone ./
COPY --from=build /foyer/.next/static .next/static
COPY --from=build /foyer/public public
# For a volume with SESSION_FILE, where there is no Redis: a new one belongs to whom this belongs.
COPY --from=build --chown=65532:65532 /foyer/data /data
ENV NODE_ENV=production PORT=3000 SESSION_FILE=/data/sessions.db
EXPOSE 3000
USER 65532:65532
# That the process answers. Whether it should be sent requests is another question: /health/ready.
HEALTHCHECK --interval=15s --timeout=3s --start-period=15s CMD ["/usr/local/bin/node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["/usr/local/bin/node", "scripts/serve.js"]
