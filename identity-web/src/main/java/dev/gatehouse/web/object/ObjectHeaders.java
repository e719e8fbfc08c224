package dev.gatehouse.web.object;

import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The headers that go into storage with an object and come back with it. */
final class ObjectHeaders {
    private static final Set<String> KEPT = Set.of(
            "content-type", "content-encoding", "content-language", "content-disposition", "cache-control", "expires");
    private static final String USER = "x-amz-meta-";
    private static final String CHECKSUM = "x-amz-checksum-";
    private static final int MOST_USER = 2_048; // S3's limit, of names and values together
    private static final int MOST_KEPT = 8_192;

    private ObjectHeaders() {}

    /** Returns what to keep of a PUT's headers. */
    static Map<String, String> kept(HttpRequest request) throws S3Failure {
        Map<String, String> kept = new HashMap<>();
        int user = 0;
        int all = 0;
        for (HttpHeaders.Line line : request.headers().lines()) {
            String name = line.name().toLowerCase(Locale.ROOT);
            String value = name.equals("content-encoding") ? withoutChunks(line.value()) : line.value();
            if (!(KEPT.contains(name) || name.startsWith(USER)) || value.isEmpty()) {
                continue;
            }
            if (kept.put(name, value) != null) {
                throw new S3Failure(S3Error.invalidArgument(name));
            }
            all += name.length() + value.length();
            user += name.startsWith(USER) ? name.length() - USER.length() + value.length() : 0;
        }
        if (user > MOST_USER || all > MOST_KEPT) {
            throw new S3Failure(S3Error.METADATA_TOO_LARGE);
        }
        return kept;
    }

    /** {@code aws-chunked} is how the body travelled, not what the object is. */
    private static String withoutChunks(String codings) {
        return Arrays.stream(codings.split(",", 16))
                .map(String::strip)
                .filter(coding -> !coding.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(","));
    }

    /** Returns the checksums that may be told later, of those that were verified. */
    static Map<String, String> checksums(Map<String, String> verified) {
        return verified.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(CHECKSUM))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Adds what is known of an object to an answer. */
    static HttpResponse describe(HttpResponse answer, StoredObject object, boolean withChecksums) {
        HttpResponse described = answer.with("ETag", '"' + object.etag() + '"')
                .with(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                object.modifiedAt().atOffset(ZoneOffset.UTC)))
                .with("Accept-Ranges", "bytes");
        if (!object.headers().containsKey("content-type")) {
            described = described.with("Content-Type", "binary/octet-stream");
        }
        for (Map.Entry<String, String> header : new TreeMap<>(object.headers()).entrySet()) {
            if (withChecksums || !header.getKey().startsWith(CHECKSUM)) {
                described = described.with(header.getKey(), header.getValue());
            }
        }
        return described;
    }
}
