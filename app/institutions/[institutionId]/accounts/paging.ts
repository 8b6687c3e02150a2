export { type Paging, paging } from '#app/_ui/paging.ts'
