/** For the build: takes comments and white space out of the style sheets that stand in template literals named `css`. */
export function squeezeCss(source: string): string {
  return source.replace(/(\bcss(?:: | = ))`([^`]*)`/g, (_, start: string, css: string) => {
    const bare = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ");
    // A space before ":" or around "+" and "-" can mean something; around these it never does.
    return `${start}\`${bare
      .replace(/ ?([{};,>]) ?/g, "$1")
      .replace(/: /g, ":")
      .replace(/;}/g, "}")
      .trim()}\``;
  });
}
