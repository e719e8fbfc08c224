package dev.gatehouse.web.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose word counts about who the client is. Behind a proxy, the connection is the proxy's, and the client's address,
 * scheme and host stand in headers that anybody can send; they count only where they come from a proxy that the
 * application named. Immutable and thread-safe.
 *
 * <p>The walk goes from right to left: as long as the address reached is a trusted proxy's, the next entry to the left
 * is believed. It ends at the first address that is not trusted, which is the client; what stands further left was
 * written by that client and is not looked at. An entry {@code unknown} or obfuscated (RFC 7239 §6) ends the walk at
 * the proxy that wrote it. A header that a trusted proxy sent and that cannot be read is refused with 400.
 *
 * <p>One kind of header is honoured, never both: a proxy that writes one kind passes the other on as the client sent
 * it.
 */
public final class TrustedProxies {
    private static final TrustedProxies NONE = new TrustedProxies(Kind.NONE, List.of(), false);
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}|_[A-Za-z0-9._-]{1,64}");
    private static final Pattern OBFUSCATED = Pattern.compile("unknown|_[A-Za-z0-9._-]{1,64}");
    private static final int MOST = 32;

    private enum Kind {
        NONE,
        FORWARDED,
        X_FORWARDED
    }

    private final Kind kind;
    private final List<AddressRange> ranges;
    private final boolean hostHonoured;

    private TrustedProxies(Kind kind, List<AddressRange> ranges, boolean hostHonoured) {
        this.kind = kind;
        this.ranges = ranges;
        this.hostHonoured = hostHonoured;
    }

    /** What is known of a client. */
    record Client(InetAddress address, String scheme, String authority) {}

    /** Trusts nobody: forwarded headers mean nothing. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Honours {@code Forwarded} (RFC 7239) of the proxies in these blocks: {@code for}, {@code proto} and {@code host}.
     *
     * @param blocks addresses or CIDR blocks such as {@code 10.0.0.0/8} and {@code fd00::/8}, at least one
     * @throws IllegalArgumentException if one of them is neither
     */
    public static TrustedProxies forwarded(String... blocks) {
        return new TrustedProxies(Kind.FORWARDED, ranges(blocks), true);
    }

    /**
     * Honours {@code X-Forwarded-For} and {@code X-Forwarded-Proto} of the proxies in these blocks.
     * {@code X-Forwarded-Host} is not honoured, since many proxies pass on what the client sent; see
     * {@link #honouringHost}.
     *
     * @param blocks addresses or CIDR blocks, at least one
     * @throws IllegalArgumentException if one of them is neither
     */
    public static TrustedProxies xForwarded(String... blocks) {
        return new TrustedProxies(Kind.X_FORWARDED, ranges(blocks), false);
    }

    /** Returns the same, honouring {@code X-Forwarded-Host} too: for proxies that overwrite it on every request. */
    public TrustedProxies honouringHost() {
        return new TrustedProxies(kind, ranges, true);
    }

    private static List<AddressRange> ranges(String... blocks) {
        if (blocks.length == 0) {
            throw new IllegalArgumentException("at least one block is named");
        }
        return Arrays.stream(blocks).map(AddressRange::of).toList();
    }

    private boolean trusted(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    Client resolve(Client connection, HttpHeaders headers) throws RefusedRequestException {
        if (kind == Kind.NONE || !trusted(connection.address())) {
            return connection;
        }
        return kind == Kind.FORWARDED ? forwarded(connection, headers) : xForwarded(connection, headers);
    }

    private Client forwarded(Client connection, HttpHeaders headers) throws RefusedRequestException {
        List<Map<String, String>> elements = Forwarded.parse(headers.all("Forwarded"));
        Client client = connection;
        for (int i = elements.size() - 1; i >= 0 && trusted(client.address()); i--) {
            Map<String, String> element = elements.get(i);
            String node = element.get("for");
            Optional<InetAddress> address = node == null ? Optional.empty() : node(node);
            client = new Client(
                    address.orElse(client.address()),
                    scheme(element.get("proto"), client.scheme()),
                    authority(element.get("host"), client.authority()));
            if (address.isEmpty()) {
                return client;
            }
        }
        return client;
    }

    private Client xForwarded(Client connection, HttpHeaders headers) throws RefusedRequestException {
        List<String> nodes = items(headers, "X-Forwarded-For");
        List<String> schemes = items(headers, "X-Forwarded-Proto");
        List<String> hosts = hostHonoured ? items(headers, "X-Forwarded-Host") : List.of();
        InetAddress address = connection.address();
        int reached = nodes.size();
        while (reached > 0 && trusted(address)) {
            reached--;
            Optional<InetAddress> next = node(nodes.get(reached));
            if (next.isEmpty()) {
                break;
            }
            address = next.get();
        }
        return new Client(
                address,
                scheme(item(schemes, reached, nodes.size()), connection.scheme()),
                authority(item(hosts, reached, nodes.size()), connection.authority()));
    }

    private static List<String> items(HttpHeaders headers, String name) throws RefusedRequestException {
        List<String> items = new ArrayList<>();
        for (String line : headers.all(name)) {
            for (String item : line.split(",", MOST + 1)) {
                items.add(item.strip());
            }
        }
        if (items.size() > MOST) {
            throw Forwarded.malformed();
        }
        return items;
    }

    /** Takes the item of the hop that was reached: proxies either overwrite the header or append to all of them. */
    private static @Nullable String item(List<String> items, int reached, int hops) throws RefusedRequestException {
        if (items.size() <= 1) {
            return items.isEmpty() ? null : items.get(0);
        }
        if (items.size() != hops || reached >= hops) {
            throw Forwarded.malformed();
        }
        return items.get(reached);
    }

    private static Optional<InetAddress> node(String text) throws RefusedRequestException {
        String host = text;
        int bracket = text.indexOf(']');
        int colon = text.startsWith("[") ? text.indexOf(':', Math.max(bracket, 0)) : text.indexOf(':');
        boolean bareV6 = !text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':');
        if (colon >= 0 && !bareV6) {
            if (!PORT.matcher(text.substring(colon + 1)).matches()) {
                throw Forwarded.malformed();
            }
            host = text.substring(0, colon);
        }
        if (OBFUSCATED.matcher(host).matches()) {
            return Optional.empty();
        }
        if (host.startsWith("[")) {
            if (!host.endsWith("]") || host.indexOf(':') < 0) {
                throw Forwarded.malformed();
            }
            host = host.substring(1, host.length() - 1);
        }
        return Optional.of(AddressRange.literal(host).orElseThrow(Forwarded::malformed));
    }

    private static String scheme(@Nullable String given, String otherwise) throws RefusedRequestException {
        if (given == null) {
            return otherwise;
        }
        String scheme = given.toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw Forwarded.malformed();
        }
        return scheme;
    }

    private static String authority(@Nullable String given, String otherwise) throws RefusedRequestException {
        if (given == null) {
            return otherwise;
        }
        if (!RequestReader.AUTHORITY.matcher(given).matches()) {
            throw Forwarded.malformed();
        }
        return given;
    }

    @Override
    public String toString() {
        return "TrustedProxies[" + kind + ", " + ranges + "]";
    }
}
