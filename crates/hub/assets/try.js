// Opens Swagger UI on the page to try methods out, in the colours of the system.
"use strict";

const place = document.getElementById("swagger");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const colour = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", colour);
colour();

window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  // Nothing is sent to anyone else, and a token is forgotten when the page is left.
  validatorUrl: null,
  persistAuthorization: false,
  presets: [window.SwaggerUIBundle.presets.apis],
  requestSnippetsEnabled: false,
});
