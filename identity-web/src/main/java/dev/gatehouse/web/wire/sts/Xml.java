package dev.gatehouse.web.wire.sts;

import dev.gatehouse.Secret;

/** Writes the small documents of the query protocol; every text is escaped (XML 1.0 §2.2, §2.4). Not thread-safe. */
final class Xml {
    static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final StringBuilder out = new StringBuilder(1_024);

    Xml root(String name) {
        out.append('<').append(name).append(" xmlns=\"").append(NAMESPACE).append("\">");
        return this;
    }

    Xml open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    Xml element(String name, String text) {
        open(name);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            escape(text.codePointAt(i));
        }
        return close(name);
    }

    /** Appends what another one holds. */
    Xml then(Xml other) {
        out.append(other.out);
        return this;
    }

    Xml element(String name, Secret text) {
        return text.use(chars -> element(name, new String(chars)));
    }

    private void escape(int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\r' -> out.append("&#13;");
            default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
        }
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c > 0xFFFF;
    }

    String text() {
        return out.toString();
    }

    /** Tells no content: it holds credentials. */
    @Override
    public String toString() {
        return "Xml[" + out.length() + " characters]";
    }
}
