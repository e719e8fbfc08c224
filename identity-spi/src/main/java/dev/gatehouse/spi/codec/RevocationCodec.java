package dev.gatehouse.spi.codec;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Revocation;

/** The JSON of a line of the revocation log, in the same style as that of rows. Lines are never replaced. */
public final class RevocationCodec {
    /** The format that {@link #encode} writes. */
    public static final int FORMAT = 1;

    private static final int MAX_CHARS = 4_096;

    private RevocationCodec() {}

    /**
     * Returns the JSON of a line.
     *
     * @throws IllegalArgumentException if it is longer than 4,096 characters or not well-formed UTF-16
     */
    public static String encode(Revocation line) {
        String text = Json.write(new JsonBody()
                .text("kind", line.kind().name())
                .text("subject", line.subject())
                .number("epoch", line.epoch())
                .time("until", line.until())
                .members());
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a revocation is longer than " + MAX_CHARS + " characters");
        }
        return text;
    }

    /**
     * Returns the line of a JSON text.
     *
     * @throws StoreException if it is not one; names the member, never its content
     */
    public static Revocation decode(String json) {
        try {
            JsonMembers body = new JsonMembers("revocations", Json.parseObject(json, MAX_CHARS));
            return new Revocation(
                    body.as("kind", Revocation.Kind::valueOf),
                    body.text("subject"),
                    body.number("epoch"),
                    body.time("until"));
        } catch (JsonException e) {
            throw new StoreException("a line of the revocation log is not readable", e);
        }
    }
}
