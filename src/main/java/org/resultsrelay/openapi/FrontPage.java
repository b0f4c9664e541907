package org.resultsrelay.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Says at the root address what this is and where to continue: to a browser as a page, to others as JSON. */
@Hidden
@RestController
class FrontPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private static final String NOTHING_BUT_THIS_PAGE =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Results Relay</title>
            <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
            </head>
            <body>
            <h1>Results Relay</h1>
            <p>Takes test results from a learning platform by webhook, and sends each user&#8217;s newest totals, signed, to the
            server of the client company.</p>
            <ul>
            <li><a href="/swagger-ui.html">The API, to read and to try</a> (<a href="/v3/api-docs">OpenAPI 3.1</a>)</li>
            <li><a href="/actuator/health">Is it well?</a></li>
            </ul>
            <h2>Sign in</h2>
            <p>Every request to the API carries a token: <code>Authorization: Bearer &lt;token&gt;</code>. To try the API in the
            browser, press <b>Authorize</b> on its page and give the token there. The first admin token is
            <code>RELAY_ADMIN_TOKEN</code>, or stands in the file <code>admin-token</code> in the relay&#8217;s data directory; with
            it the administrator makes tokens for platforms and client companies.</p>
            </body>
            </html>
            """;

    private static final String JSON = """
            {"name": "Results Relay", "openapi": "/v3/api-docs", "documentation": "/swagger-ui.html", "health": "/actuator/health", \
            "authorization": "Bearer <token>"}
            """;

    @GetMapping("/")
    ResponseEntity<String> show(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        boolean browser = accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
        return ResponseEntity.ok()
                .contentType(browser ? HTML : MediaType.APPLICATION_JSON)
                .header("Content-Security-Policy", NOTHING_BUT_THIS_PAGE)
                .varyBy(HttpHeaders.ACCEPT)
                .body(browser ? PAGE : JSON);
    }
}
