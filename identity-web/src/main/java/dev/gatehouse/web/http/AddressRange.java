package dev.gatehouse.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3). Names are never looked up. */
final class AddressRange {
    private static final Pattern V4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]{2,39}|[0-9A-Fa-f:]{2,30}[0-9.]{7,15}");
    private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final InetAddress network;
    private final int prefix;

    private AddressRange(InetAddress network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    static AddressRange of(String cidr) {
        int slash = cidr.indexOf('/');
        InetAddress network = literal(slash < 0 ? cidr : cidr.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("a block is an address, or an address/prefix"));
        int bits = network.getAddress().length * 8;
        String length = slash < 0 ? Integer.toString(bits) : cidr.substring(slash + 1);
        if (!PREFIX.matcher(length).matches() || Integer.parseInt(length) > bits) {
            throw new IllegalArgumentException("the prefix of a block is between 0 and the bits of its address");
        }
        return new AddressRange(network, Integer.parseInt(length));
    }

    /** Reads an address, and nothing that would have to be looked up. */
    static Optional<InetAddress> literal(String text) {
        if (text.length() > 45
                || !(text.indexOf(':') < 0 ? V4 : V6).matcher(text).matches()) {
            return Optional.empty();
        }
        if (text.indexOf(':') < 0) {
            for (String part : text.split("\\.", -1)) {
                if (Integer.parseInt(part) > 255) {
                    return Optional.empty();
                }
            }
        }
        try {
            return Optional.of(InetAddress.getByName(text)); // all literals by now: no name service is asked
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
