package dev.gatehouse.token;

import dev.gatehouse.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts tokens together in compact form (RFC 7515 §7.1) for one key, whose headers it knows encoded. Thread-safe. */
final class CompactSigner {
    private static final int LARGEST_KEPT = 8192;

    private final Map<TokenType, byte[]> headers = new EnumMap<>(TokenType.class);
    private final StripedPool<ClaimWriter> writers = new StripedPool<>();
    private final int signatureLength;
    private final SignatureMaker maker;

    /** Signs the first bytes of an array. Thread-safe. */
    @FunctionalInterface
    interface SignatureMaker {
        byte[] sign(byte[] input, int length);
    }

    CompactSigner(String kid, SigningAlgorithm algorithm, int signatureLength, SignatureMaker maker) {
        this.signatureLength = signatureLength;
        this.maker = maker;
        for (TokenType type : TokenType.values()) {
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("kid", kid);
            header.put("typ", type.header());
            header.put("alg", algorithm.joseName());
            headers.put(type, Base64Url.encode(Json.write(header).getBytes(StandardCharsets.UTF_8)));
        }
    }

    String sign(TokenType type, Map<String, ? extends @Nullable Object> claims) {
        ClaimWriter json = writer();
        json.object(claims);
        String token = sign(type, json);
        giveBack(json);
        return token;
    }

    /** Two tokens: what both say is written once. */
    SignInTokens sign(
            TokenType accessType,
            Map<String, ? extends @Nullable Object> shared,
            Map<String, ? extends @Nullable Object> id,
            Map<String, ? extends @Nullable Object> access) {
        ClaimWriter json = writer();
        json.start(shared);
        int both = json.length();
        json.rest(shared, id);
        IdToken idToken = new IdToken(sign(TokenType.JWT, json));
        json.backTo(both);
        json.rest(shared, access);
        SignInTokens tokens = new SignInTokens(idToken, new AccessToken(sign(accessType, json)));
        giveBack(json);
        return tokens;
    }

    private ClaimWriter writer() {
        ClaimWriter idle = writers.take();
        if (idle == null) {
            return new ClaimWriter();
        }
        idle.backTo(0);
        return idle;
    }

    /** A buffer that one long token made large is not kept for all the short ones. */
    private void giveBack(ClaimWriter writer) {
        if (writer.bytes().length <= LARGEST_KEPT) {
            writers.give(writer);
        }
    }

    private String sign(TokenType type, ClaimWriter json) {
        byte[] header = Objects.requireNonNull(headers.get(type));
        int signedLength = header.length + 1 + Base64Url.encodedLength(json.length());
        byte[] token = new byte[signedLength + 1 + Base64Url.encodedLength(signatureLength)];
        System.arraycopy(header, 0, token, 0, header.length);
        token[header.length] = '.';
        Base64Url.encode(json.bytes(), json.length(), token, header.length + 1);
        byte[] signature = maker.sign(token, signedLength);
        token[signedLength] = '.';
        int end = Base64Url.encode(signature, signature.length, token, signedLength + 1);
        return new String(token, 0, end, StandardCharsets.ISO_8859_1);
    }
}
