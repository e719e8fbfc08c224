package dev.gatehouse.password;

import dev.gatehouse.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The UTF-8 of a password, bounded. */
final class PasswordBytes {
    /** The longest password that is hashed: 256 code points of four bytes. */
    static final int MAX_BYTES = 1024;

    private PasswordBytes() {}

    /** Returns the UTF-8, to be wiped by the caller, or empty if it is too long or has an unpaired surrogate. */
    static Optional<byte[]> of(Secret password) {
        return password.use(chars -> chars.length > MAX_BYTES ? Optional.empty() : encode(chars));
    }

    private static Optional<byte[]> encode(char[] chars) {
        ByteBuffer buffer;
        try {
            buffer = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(chars));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.limit());
        Arrays.fill(buffer.array(), (byte) 0);
        return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(bytes);
    }
}
