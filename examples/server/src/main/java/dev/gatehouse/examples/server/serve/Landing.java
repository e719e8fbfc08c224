package dev.gatehouse.examples.server.serve;

import dev.gatehouse.web.http.HttpResponse;

/** What a browser is told at the root. */
final class Landing {
    private static final String TEXT = """
            Gatehouse is up.

            Point your AWS SDK's endpoint here: cognito-idp, cognito-identity and sts are served at /, s3 by path.
            The manual is docs/features/server.md.
            """;

    private Landing() {}

    static HttpResponse page() {
        return HttpResponse.text(200, "text/plain; charset=utf-8", TEXT);
    }
}
