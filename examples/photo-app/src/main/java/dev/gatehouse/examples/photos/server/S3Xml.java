package dev.gatehouse.examples.photos.server;

import dev.gatehouse.examples.photos.store.ObjectStore;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The S3 protocol's XML: errors and listings. Everything that is not ours is escaped. */
final class S3Xml {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private S3Xml() {}

    static String error(String code, String message) {
        return DECLARATION + "<Error><Code>" + escape(code) + "</Code><Message>" + escape(message)
                + "</Message></Error>";
    }

    static String listing(
            String bucket, String prefix, int maxKeys, List<ObjectStore.Stored> page, Optional<String> next) {
        StringBuilder xml = new StringBuilder(DECLARATION)
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
                .append(element("Name", bucket))
                .append(element("Prefix", prefix))
                .append(element("KeyCount", Integer.toString(page.size())))
                .append(element("MaxKeys", Integer.toString(maxKeys)))
                .append(element("IsTruncated", Boolean.toString(next.isPresent())));
        next.ifPresent(token -> xml.append(element("NextContinuationToken", token)));
        for (ObjectStore.Stored stored : page) {
            xml.append("<Contents>")
                    .append(element("Key", stored.key()))
                    .append(element("LastModified", DateTimeFormatter.ISO_INSTANT.format(stored.modifiedAt())))
                    .append(element("ETag", '"' + stored.etag() + '"'))
                    .append(element("Size", Long.toString(stored.size())))
                    .append(element("StorageClass", "STANDARD"))
                    .append("</Contents>");
        }
        return xml.append("</ListBucketResult>").toString();
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
                default -> {
                    if (c >= 0x20 || c == '\n' || c == '\t') {
                        out.appendCodePoint(c);
                    } else {
                        out.append('\uFFFD');
                    }
                }
            }
        });
        return out.toString();
    }
}
