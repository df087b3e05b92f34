/** Services of others that systems are built on, by the hosts that their interfaces answer at. */
const parties: readonly (readonly [string, RegExp])[] = [
  ["Stripe", /(?:^|\.)api\.stripe\.com$/],
  ["PayPal", /(?:^|\.)api(?:-m)?(?:\.sandbox)?\.paypal\.com$/],
  ["Braintree", /(?:^|\.)braintreegateway\.com$/],
  ["Adyen", /(?:^|\.)adyen\.com$/],
  ["Twilio", /(?:^|\.)api\.twilio\.com$/],
  ["SendGrid", /(?:^|\.)api\.sendgrid\.com$|(?:^|\.)smtp\.sendgrid\.net$/],
  ["Mailgun", /(?:^|\.)(?:api|smtp)(?:\.eu)?\.mailgun\.(?:net|org)$/],
  ["Mailchimp", /(?:^|\.)api\.mailchimp\.com$|(?:^|\.)mandrillapp\.com$/],
  ["Postmark", /(?:^|\.)api\.postmarkapp\.com$/],
  ["Slack", /^(?:hooks\.|api\.)?slack\.com$/],
  ["Discord", /^discord(?:app)?\.com$/],
  ["Telegram", /^api\.telegram\.org$/],
  ["GitHub API", /^api\.github\.com$/],
  ["GitLab API", /^gitlab\.com$/],
  ["Google Maps", /^maps\.googleapis\.com$/],
  ["Google OAuth", /^(?:oauth2\.googleapis|accounts\.google|www\.googleapis)\.com$/],
  ["Firebase", /(?:^|\.)(?:fcm\.googleapis|firebaseio)\.com$/],
  ["OpenAI", /^api\.openai\.com$/],
  ["Anthropic", /^api\.anthropic\.com$/],
  ["Hugging Face", /^api-inference\.huggingface\.co$/],
  ["Auth0", /(?:^|\.)auth0\.com$/],
  ["Okta", /(?:^|\.)okta\.com$/],
  ["Algolia", /(?:^|\.)algolia(?:net)?\.(?:com|net)$/],
  ["Sentry", /(?:^|\.)sentry\.io$/],
  ["Datadog", /(?:^|\.)datadoghq\.(?:com|eu)$/],
  ["OpenWeather", /^api\.openweathermap\.org$/],
  ["Open Exchange Rates", /^(?:openexchangerates\.org|api\.exchangeratesapi\.io)$/],
  ["Shopify", /(?:^|\.)myshopify\.com$/],
  ["Salesforce", /(?:^|\.)(?:my\.)?salesforce\.com$/],
  ["HubSpot", /^api\.hubapi\.com$/],
];

/** Whoever answers at a public host, if it is somebody who is known. */
export const thirdPartyAt = (host: string): string | undefined => {
  const name = host.toLowerCase().replace(/\.$/, "");
  return parties.find(([, form]) => form.test(name))?.[0];
};
