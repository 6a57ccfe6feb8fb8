/** The headers of a shop that takes its own safety seriously: Vitrine has to work under them. */

export function securityHeaders(vitrineOrigin: string | undefined): Record<string, string> {
  const and = vitrineOrigin ? ` ${vitrineOrigin}` : "";
  const policy = [
    "default-src 'none'",
    `script-src 'self'${and}`,
    `connect-src 'self'${and}`,
    "style-src 'self'",
    `img-src 'self' data:${and}`,
    `font-src 'self'${and}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors 'self'${and}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  };
}
