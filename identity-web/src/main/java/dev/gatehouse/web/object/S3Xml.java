package dev.gatehouse.web.object;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** The S3 protocol's XML: errors and listings. Everything that is not ours is escaped. */
final class S3Xml {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private S3Xml() {}

    static String error(S3Error error, String requestId) {
        return DECLARATION + "<Error>" + element("Code", error.code()) + element("Message", error.message())
                + element("RequestId", requestId) + "</Error>";
    }

    static String listing(String bucket, ListingQuery query, Listing page) {
        StringBuilder xml = new StringBuilder(DECLARATION)
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
                .append(element("Name", bucket))
                .append(element("Prefix", text(query, query.prefix())));
        query.startAfter().ifPresent(key -> xml.append(element("StartAfter", text(query, key))));
        query.token().ifPresent(token -> xml.append(element("ContinuationToken", token)));
        page.next().ifPresent(token -> xml.append(element("NextContinuationToken", token)));
        xml.append(element("KeyCount", Integer.toString(page.count())))
                .append(element("MaxKeys", Integer.toString(query.maxKeys())));
        query.delimiter().ifPresent(text -> xml.append(element("Delimiter", text(query, text))));
        if (query.urlEncoded()) {
            xml.append(element("EncodingType", "url"));
        }
        xml.append(element("IsTruncated", Boolean.toString(page.next().isPresent())));
        for (StoredObject stored : page.objects()) {
            xml.append("<Contents>")
                    .append(element("Key", text(query, stored.key())))
                    .append(element("LastModified", DateTimeFormatter.ISO_INSTANT.format(stored.modifiedAt())))
                    .append(element("ETag", '"' + stored.etag() + '"'))
                    .append(element("Size", Long.toString(stored.size())))
                    .append(element("StorageClass", "STANDARD"))
                    .append("</Contents>");
        }
        for (String prefix : page.commonPrefixes()) {
            xml.append("<CommonPrefixes>")
                    .append(element("Prefix", text(query, prefix)))
                    .append("</CommonPrefixes>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private static String text(ListingQuery query, String value) {
        return query.urlEncoded() ? urlEncoded(value) : value;
    }

    private static String urlEncoded(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "-_.~/".indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + escape(value) + "</" + name + ">";
    }

    private static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xfffd);
            }
        });
        return out.toString();
    }

    /** XML 1.0 §2.2: what cannot be written even as a reference. */
    private static boolean allowed(int c) {
        boolean character = (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
        return character || c == '\n' || c == '\t';
    }
}
