package dev.gatehouse.web.wire;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands at the issuer of each user pool: its public keys and its discovery document.
 *
 * <ul>
 *   <li>{@code GET /<pool>/.well-known/jwks.json}: the JWKS (RFC 7517 §5), keys that sign first, then the next ones
 *   <li>{@code GET /<pool>/.well-known/openid-configuration}: the metadata (OpenID Connect Discovery 1.0 §3) that there is
 *       without an authorization server: issuer, keys, algorithms
 * </ul>
 *
 * <p>Whatever stands before the pool's id in the path is the operator's: it must be that of the issuers which {@link
 * UserPools} gives. Both may be cached for the pool's {@code jwksMaxAge}. Anything else is 404. Thread-safe.
 */
public final class IssuerDocuments implements HttpHandler {
    private static final Pattern PATH = Pattern.compile(
            "(?:/[A-Za-z0-9._~-]{1,64}){0,8}/([A-Za-z0-9_-]{1,45}_[0-9A-Za-z]{1,45})/\\.well-known/(jwks\\.json|openid-configuration)");

    private final UserPools pools;
    private final boolean certificates;

    /** @param pools where the pools are found */
    public IssuerDocuments(UserPools pools) {
        this(pools, false);
    }

    private IssuerDocuments(UserPools pools, boolean certificates) {
        this.pools = pools;
        this.certificates = certificates;
    }

    /**
     * Returns these documents with {@code x5c} and {@code x5t#S256} in the keys, as {@link UserPool#jwksWithCertificates}
     * has them. Off unless asked for: most clients never look, and each key takes about a kilobyte more.
     */
    public IssuerDocuments withCertificates() {
        return new IssuerDocuments(pools, true);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return HttpResponse.empty(405).with("Allow", "GET, HEAD");
        }
        Matcher path = PATH.matcher(request.path());
        if (request.path().length() > 1_024 || !path.matches()) {
            return HttpResponse.empty(404);
        }
        boolean keys = path.group(2).equals("jwks.json");
        return pool(path.group(1), request.path())
                .fold(pool -> document(pool, keys ? jwks(pool) : metadata(pool)), refusal -> HttpResponse.empty(404));
    }

    private String jwks(UserPool pool) {
        return certificates ? pool.jwksWithCertificates() : pool.jwks();
    }

    /** Returns the pool whose issuer has this path: a document at another path would speak for another issuer. */
    private Outcome<UserPool> pool(String id, String path) {
        return pools.pool(new PoolId(id))
                .then(pool -> path.startsWith(pool.settings().issuer().getRawPath() + "/.well-known/")
                        ? Outcome.success(pool)
                        : Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
    }

    private static HttpResponse document(UserPool pool, String text) {
        return HttpResponse.text(200, "application/json", text)
                .with(
                        "Cache-Control",
                        "public, max-age=" + pool.settings().jwksMaxAge().toSeconds())
                .with("X-Content-Type-Options", "nosniff");
    }

    private static String metadata(UserPool pool) {
        String issuer = pool.settings().issuer().toString();
        List<String> algorithms = pool.settings().algorithms().stream()
                .map(SigningAlgorithm::joseName)
                .sorted()
                .toList();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("jwks_uri", issuer + "/.well-known/jwks.json");
        members.put("id_token_signing_alg_values_supported", algorithms);
        members.put("subject_types_supported", List.of("public"));
        members.put("response_types_supported", List.of());
        return Json.write(members);
    }

    @Override
    public String toString() {
        return "IssuerDocuments";
    }
}
