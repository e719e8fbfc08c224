package dev.gatehouse.web.wire.sts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The members of a request, each once (WHATWG URL, "application/x-www-form-urlencoded"). Immutable; prints no value. */
final class Form {
    static final int MAX_BYTES = 128 << 10;

    private static final int MAX_MEMBERS = 256;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,128}");

    private final Map<String, String> members;

    private Form(Map<String, String> members) {
        this.members = members;
    }

    /** Reads a form: the bytes of a body, or of a query. */
    static Form parse(byte[] text) throws StsFault {
        Map<String, String> members = new HashMap<>();
        if (text.length > 0 && text[text.length - 1] == '&') {
            throw StsFault.malformed("A member has no value.");
        }
        int start = 0;
        while (start < text.length) {
            int end = start;
            int equals = -1;
            while (end < text.length && text[end] != '&') {
                if (text[end] == '=' && equals < 0) {
                    equals = end;
                }
                end++;
            }
            if (equals < 0) {
                throw StsFault.malformed("A member has no value.");
            }
            String name = decode(text, start, equals);
            if (!NAME.matcher(name).matches()) {
                throw StsFault.malformed(
                        "A member's name has other characters than letters, digits, dots and hyphens.");
            }
            if (members.put(name, decode(text, equals + 1, end)) != null) {
                throw StsFault.malformed("A member comes twice.");
            }
            if (members.size() > MAX_MEMBERS) {
                throw StsFault.malformed("More than 256 members.");
            }
            start = end + 1;
        }
        return new Form(members);
    }

    private static String decode(byte[] text, int from, int to) throws StsFault {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == '%') {
                int high = i + 2 < to ? Character.digit(text[i + 1], 16) : -1;
                int low = i + 2 < to ? Character.digit(text[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw StsFault.malformed("An escape is not whole.");
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(b == '+' ? ' ' : b);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw StsFault.malformed("A member is not UTF-8.");
        }
    }

    /** Returns a member, which may be empty. */
    Optional<String> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Returns whether there is a member of this name or a part of one: {@code name.member.1}. */
    boolean has(String name) {
        return members.keySet().stream().anyMatch(key -> key.equals(name) || key.startsWith(name + "."));
    }

    @Override
    public String toString() {
        return "Form[" + members.size() + " members]";
    }
}
