package dev.gatehouse.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CORS protocol (Fetch standard, section 3.3). */
class CorsSettingsTest {
    private static final String APP = "https://app.example";
    private final CorsSettings settings =
            CorsSettings.origins(APP, "http://localhost:3000").build();

    private static HttpRequest preflight(String origin, String method, String headers) {
        return TestRequests.of(
                "OPTIONS",
                "/",
                HttpHeaders.of(List.of(
                        new HttpHeaders.Line("Origin", origin),
                        new HttpHeaders.Line("Access-Control-Request-Method", method),
                        new HttpHeaders.Line("Access-Control-Request-Headers", headers))));
    }

    @Test
    void whatTheSdksOfTheBrowserAskForIsAllowed() {
        HttpResponse answer = settings.answerPreflight(preflight(
                APP,
                "POST",
                "amz-sdk-invocation-id,amz-sdk-request,authorization,content-type,x-amz-target,X-Amz-User-Agent"));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().only("Access-Control-Allow-Origin")).contains(APP);
        assertThat(answer.headers().only("Access-Control-Allow-Headers"))
                .contains("amz-sdk-invocation-id, amz-sdk-request, authorization, content-type, x-amz-target,"
                        + " x-amz-user-agent");
        assertThat(answer.headers().only("Access-Control-Max-Age")).contains("3600");
        assertThat(answer.headers().only("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.headers().only("Vary").orElseThrow()).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://app.example.evil.example", "http://app.example", "https://app.example:444", "null", "*"
            })
    void anotherOriginIsNotAllowed(String origin) {
        HttpResponse answer = settings.answerPreflight(preflight(origin, "POST", ""));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().only("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse marked =
                settings.mark(TestRequests.of("GET", "/", HttpHeaders.of("Origin", origin)), HttpResponse.empty(200));
        assertThat(marked.headers().only("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void anotherMethodOrHeaderIsNotAllowed() {
        assertThat(settings.answerPreflight(preflight(APP, "PATCH", "")).status())
                .isEqualTo(403);
        assertThat(settings.answerPreflight(preflight(APP, "POST", "cookie")).status())
                .isEqualTo(403);
        assertThat(settings.answerPreflight(preflight(APP, "POST", "x-amz-a,".repeat(65)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAnswerToAnAllowedOriginShowsTheErrorHeaders() {
        HttpResponse marked =
                settings.mark(TestRequests.of("POST", "/", HttpHeaders.of("Origin", APP)), HttpResponse.empty(400));
        assertThat(marked.headers().only("Access-Control-Allow-Origin")).contains(APP);
        assertThat(marked.headers().only("Access-Control-Expose-Headers").orElseThrow())
                .contains("x-amzn-requestid", "x-amzn-errortype");
        assertThat(marked.headers().only("Vary")).contains("Origin");
        assertThat(settings.mark(TestRequests.of("POST", "/"), HttpResponse.empty(200))
                        .headers()
                        .only("Vary"))
                .contains("Origin");
    }

    @Test
    void anyOriginIsAStar() {
        CorsSettings any = CorsSettings.anyOrigin()
                .methods("POST")
                .header("x-own")
                .expose("x-other")
                .maxAge(Duration.ZERO)
                .build();
        HttpResponse answer = any.answerPreflight(preflight("https://x.example", "POST", "x-own"));
        assertThat(answer.headers().only("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().only("Access-Control-Allow-Methods")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://app.example/", "https://APP.example", "app.example", "https://a b"})
    void anOriginHasItsForm(String origin) {
        assertThatThrownBy(() -> CorsSettings.origins(origin).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsWithoutAnOriginOrWithALongAgeAreNone() {
        assertThatThrownBy(() -> CorsSettings.origins().build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        CorsSettings.anyOrigin().maxAge(Duration.ofDays(2)).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CorsSettings.anyOrigin().header("X-Upper").build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
