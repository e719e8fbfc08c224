package dev.gatehouse.aws;

import dev.gatehouse.Secret;
import dev.gatehouse.spi.credential.VendingRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The form of one {@code AssumeRoleWithWebIdentity}. */
final class StsForm {
    private static final int MIN_TOKEN = 4;
    private static final int MAX_TOKEN = 20_000;

    private StsForm() {}

    /** Returns the token's bytes; empty unless they are 4 to 20,000 characters of a compact JWT. */
    static Optional<byte[]> token(Secret token) {
        return token.use(chars -> {
            if (chars.length < MIN_TOKEN || chars.length > MAX_TOKEN) {
                return Optional.empty();
            }
            byte[] bytes = new byte[chars.length];
            for (int i = 0; i < chars.length; i++) {
                char c = chars[i];
                boolean base64Url = (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_'
                        || c == '.';
                if (!base64Url) {
                    return Optional.empty();
                }
                bytes[i] = (byte) c;
            }
            return Optional.of(bytes);
        });
    }

    /** Returns the form; the caller wipes it, for it holds the token. */
    static byte[] encode(VendingRequest request, String roleArn, byte[] token) {
        StringBuilder form = new StringBuilder("Action=AssumeRoleWithWebIdentity&Version=2011-06-15");
        append(form, "RoleArn", roleArn);
        append(form, "RoleSessionName", request.sessionName());
        append(form, "DurationSeconds", Long.toString(request.duration().toSeconds()));
        request.sessionPolicy().ifPresent(policy -> append(form, "Policy", policy));
        byte[] open = form.append("&WebIdentityToken=").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(open, open.length + token.length);
        System.arraycopy(token, 0, whole, open.length, token.length); // base64url and dots: nothing to escape
        return whole;
    }

    private static void append(StringBuilder form, String name, String value) {
        form.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
