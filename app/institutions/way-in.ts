/**
 * Whether somebody who opens the picker is still on their way in: from a sign-in, the front page, or by an
 * address of their own. From further inside they come to look at it, and from a problem they were sent
 * back: taking them to where they come from would lead them in a circle.
 *
 * @param referer the header; only its path counts, and without one nothing is known of a circle
 */
export function isOnTheWayIn(referer: string | null): boolean {
  const from = URL.parse(referer ?? '')?.pathname ?? '/'
  return !/^\/(?:problem|institutions|profile|service|inspector)(?:\/|$)/.test(from)
}
