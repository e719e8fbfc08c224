package dev.gatehouse.web.http;

import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Turns what a server parsed into a request that can be believed, or refuses it: the one place where limits, framing,
 * host and forwarded headers are checked, whatever the server. For the authors of bindings. Thread-safe.
 *
 * <p>What is demanded, with the rule that a refusal names:
 *
 * <ul>
 *   <li>{@code request.method} (400): 1 to 16 letters A-Z.
 *   <li>{@code request.target-length} (414), {@code request.headers} (431): within {@link ServerLimits}.
 *   <li>{@code request.target} (400): a path, or {@code http(s)://host/path} (RFC 9112 §3.2), of visible ASCII; every
 *       percent escape is complete, and all together are UTF-8 without NUL.
 *   <li>{@code request.host} (400): exactly one well-formed {@code Host}, HTTP/1.0 included (RFC 9112 §3.2).
 *   <li>{@code request.framing} (400): at most one {@code Content-Length}, of digits only, never beside
 *       {@code Transfer-Encoding}, which is {@code chunked} or absent (RFC 9112 §6): what two readers could frame
 *       differently is the door of request smuggling.
 *   <li>{@code request.body-length} (413), {@code request.body-time} (408): while the body is read, or before.
 *   <li>{@code request.forwarded} (400): see {@link TrustedProxies}.
 * </ul>
 */
public final class RequestReader {
    static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?");

    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern TARGET = Pattern.compile("[\\x21\\x24-\\x7e]*"); // no space, quote or number sign
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");

    private final ServerLimits limits;
    private final TrustedProxies proxies;

    /** Returns a reader with these limits that believes these proxies. */
    public RequestReader(ServerLimits limits, TrustedProxies proxies) {
        this.limits = limits;
        this.proxies = proxies;
    }

    /**
     * Returns the request. The time for its body begins now.
     *
     * @throws RefusedRequestException if it is not one that may be handled
     */
    public HttpRequest read(ReceivedRequest received) throws RefusedRequestException {
        demand(METHOD.matcher(received.method()).matches(), 400, "request.method");
        demand(received.target().length() <= limits.targetLength(), 414, "request.target-length");
        HttpHeaders headers = received.headers();
        demandFewHeaders(headers.lines());
        String authority = headers.only("Host")
                .map(String::strip)
                .filter(host -> AUTHORITY.matcher(host).matches())
                .orElseThrow(() -> new RefusedRequestException(400, "request.host"));
        String target = received.target();
        demand(TARGET.matcher(target).matches(), 400, "request.target");
        if (!target.startsWith("/")) {
            int path = absolutePath(target);
            authority = target.substring(target.indexOf("//") + 2, path);
            demand(AUTHORITY.matcher(authority).matches(), 400, "request.target");
            target = target.substring(path);
        }
        demand(decodes(target), 400, "request.target");
        OptionalLong length = framing(headers);
        demand(length.orElse(0) <= limits.bodyBytes(), 413, "request.body-length");
        TrustedProxies.Client client = proxies.resolve(
                new TrustedProxies.Client(received.peer(), received.secure() ? "https" : "http", authority), headers);
        int question = target.indexOf('?');
        InputStream body = new BoundedBody(received.body(), limits.bodyBytes(), length, limits.requestTime());
        return new HttpRequest(
                received.method(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                body,
                URI.create(client.scheme() + "://" + client.authority().toLowerCase(Locale.ROOT)),
                client.address());
    }

    private void demandFewHeaders(List<HttpHeaders.Line> lines) throws RefusedRequestException {
        demand(lines.size() <= limits.headers(), 431, "request.headers");
        long bytes = 0;
        for (HttpHeaders.Line line : lines) {
            bytes += line.name().length() + line.value().length();
        }
        demand(bytes <= limits.headerBytes(), 431, "request.headers");
    }

    private static int absolutePath(String target) throws RefusedRequestException {
        String lower = target.toLowerCase(Locale.ROOT);
        demand(lower.startsWith("http://") || lower.startsWith("https://"), 400, "request.target");
        int path = target.indexOf('/', target.indexOf("//") + 2);
        demand(path > 0, 400, "request.target");
        return path;
    }

    /** Returns whether every escape is complete and the bytes that all of them stand for are UTF-8. */
    private static boolean decodes(String target) {
        ByteBuffer bytes = ByteBuffer.allocate(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '%') {
                int high = i + 2 < target.length() ? Character.digit(target.charAt(i + 1), 16) : -1;
                int low = i + 2 < target.length() ? Character.digit(target.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0 || (high == 0 && low == 0)) {
                    return false;
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).length() > 0; // a target is never empty
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Returns the announced length; empty if the body is chunked. */
    private static OptionalLong framing(HttpHeaders headers) throws RefusedRequestException {
        List<String> lengths = headers.all("Content-Length");
        List<String> codings = headers.all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            demand(
                    lengths.isEmpty()
                            && codings.size() == 1
                            && codings.get(0).strip().equalsIgnoreCase("chunked"),
                    400,
                    "request.framing");
            return OptionalLong.empty();
        }
        demand(
                lengths.isEmpty()
                        || (lengths.size() == 1
                                && LENGTH.matcher(lengths.get(0).strip()).matches()),
                400,
                "request.framing");
        return OptionalLong.of(
                lengths.isEmpty() ? 0 : Long.parseLong(lengths.get(0).strip()));
    }

    private static void demand(boolean holds, int status, String rule) throws RefusedRequestException {
        if (!holds) {
            throw new RefusedRequestException(status, rule);
        }
    }
}
