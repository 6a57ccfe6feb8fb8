// What a shop's server writes into its pages for a customer who is signed in. The same in docs/shop-owner.md.
export const LANGUAGES = ["liquid", "php", "node"] as const;
export type Language = (typeof LANGUAGES)[number];

/** With the secret itself in it, or words in its place. */
export const snippetIn = (language: Language, secret: string): string => snippets[language](secret);

const snippets: Record<Language, (secret: string) => string> = {
  liquid: (secret) => `{% if customer %}
  {% assign issued = 'now' | date: '%s' %}
  {% assign email = customer.email | strip | downcase %}
  {% capture said %}{{ issued }}:{{ customer.id }}:{{ email }}{% endcapture %}
  <script>
    vitrine.identify({
      customerId: {{ customer.id | append: '' | json }},
      email: {{ email | json }},
      proof: { issuedAt: {{ issued }}, signature: "{{ said | hmac_sha256: '${secret}' }}" },
    });
  </script>
{% endif %}`,
  php: (secret) => `<?php if ( is_user_logged_in() ) :
  $user = wp_get_current_user();
  $issued = time();
  $email = strtolower( trim( $user->user_email ) );
  $signature = hash_hmac( 'sha256', "$issued:{$user->ID}:$email", '${secret}' );
  ?>
  <script>
    vitrine.identify( <?php echo wp_json_encode( array(
      'customerId' => (string) $user->ID,
      'email'      => $email,
      'proof'      => array( 'issuedAt' => $issued, 'signature' => $signature ),
    ), JSON_HEX_TAG ); ?> );
  </script>
<?php endif; ?>`,
  node: (secret) => `import { createHmac } from "node:crypto";

export function identity(customer) {
  const issuedAt = Math.floor(Date.now() / 1000);
  const customerId = String(customer.id);
  const email = customer.email.trim().toLowerCase();
  const signature = createHmac("sha256", "${secret}")
    .update(\`\${issuedAt}:\${customerId}:\${email}\`)
    .digest("hex");
  return { customerId, email, proof: { issuedAt, signature } };
}
// In the page: vitrine.identify(identity)`,
};
