/** Written for people to read. The client's type of a file says nothing of what is in it. */
export const asFile = (content: unknown, name: string): never =>
  new Response(JSON.stringify(content, null, 2), {
    headers: { "content-type": "application/json", "content-disposition": `attachment; filename="${name}"` },
  }) as never;
