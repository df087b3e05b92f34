/** Where the service is, unless the user says otherwise. Apart, so that whoever needs only this loads no client. */
export const anthropicBaseURL = "https://api.anthropic.com";
