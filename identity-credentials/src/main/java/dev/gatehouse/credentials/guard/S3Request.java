package dev.gatehouse.credentials.guard;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.signature.HttpHeader;
import dev.gatehouse.credentials.signature.QueryParameter;
import dev.gatehouse.credentials.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path-style S3 request asks for: PUT, GET, HEAD and DELETE of an object, ListObjectsV2 and HEAD of a bucket.
 * Everything else is refused, since an operation that is not known cannot be guarded: sub-resources ({@code ?acl},
 * {@code ?versionId}), copies, and headers that need further permissions. Immutable and thread-safe.
 *
 * <p>Limits: buckets as S3 names them, 3 to 63 characters; keys 1 to 1,024 bytes in UTF-8 without control characters.
 * A key is kept as it is: {@code ..} and {@code //} in it mean nothing. Who maps keys to files must not let them.
 */
public final class S3Request {
    private static final int MAX_KEY_BYTES = 1_024;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Set<String> COMMON = Set.of(
            "x-id",
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-SignedHeaders",
            "X-Amz-Signature",
            "X-Amz-Security-Token",
            "X-Amz-Content-Sha256",
            "x-amz-checksum-mode",
            "x-amz-sdk-checksum-algorithm");
    private static final Set<String> LISTING = Set.of(
            "list-type",
            "prefix",
            "delimiter",
            "max-keys",
            "continuation-token",
            "start-after",
            "encoding-type",
            "fetch-owner");
    private static final List<String> FURTHER_PERMISSIONS = List.of(
            "x-amz-acl",
            "x-amz-grant-",
            "x-amz-tagging",
            "x-amz-copy-source",
            "x-amz-website-redirect-location",
            "x-amz-object-lock-",
            "x-amz-bypass-governance-retention",
            "x-amz-server-side-encryption",
            "x-http-method-override");

    private final SignedRequest request;
    private final S3Operation operation;
    private final String bucket;
    private final @Nullable String key;

    private S3Request(SignedRequest request, S3Operation operation, String bucket, @Nullable String key) {
        this.request = request;
        this.operation = operation;
        this.bucket = bucket;
        this.key = key;
    }

    /**
     * Reads a request.
     *
     * @return what it asks for, or {@code UNSUPPORTED_OPERATION} with {@code s3.method}, {@code s3.sub-resource} or
     *     {@code s3.header}, or {@code INVALID_PARAMETER} with {@code s3.bucket} or {@code s3.key}
     */
    public static Outcome<S3Request> of(SignedRequest request) {
        String path = request.path();
        int slash = path.indexOf('/', 1);
        String bucket = path.substring(1, slash < 0 ? path.length() : slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        if (bucket.isEmpty()) {
            return refused(ErrorCode.UNSUPPORTED_OPERATION, "s3.method");
        }
        if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
            return refused(ErrorCode.INVALID_PARAMETER, "s3.bucket");
        }
        if (!validKey(key)) {
            return refused(ErrorCode.INVALID_PARAMETER, "s3.key");
        }
        S3Operation operation = key.isEmpty() ? bucketOperation(request) : objectOperation(request.method());
        if (operation == null) {
            return refused(ErrorCode.UNSUPPORTED_OPERATION, "s3.method");
        }
        for (QueryParameter parameter : request.parameters()) {
            if (!COMMON.contains(parameter.name())
                    && !(operation == S3Operation.LIST_OBJECTS && LISTING.contains(parameter.name()))) {
                return refused(ErrorCode.UNSUPPORTED_OPERATION, "s3.sub-resource");
            }
        }
        for (HttpHeader header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (FURTHER_PERMISSIONS.stream().anyMatch(name::startsWith)) {
                return refused(ErrorCode.UNSUPPORTED_OPERATION, "s3.header");
            }
        }
        return Outcome.success(new S3Request(request, operation, bucket, key.isEmpty() ? null : key));
    }

    private static @Nullable S3Operation bucketOperation(SignedRequest request) {
        return switch (request.method()) {
            case "HEAD" -> S3Operation.HEAD_BUCKET;
            case "GET" -> request.parameter("list-type").equals(List.of("2")) ? S3Operation.LIST_OBJECTS : null;
            default -> null;
        };
    }

    private static @Nullable S3Operation objectOperation(String method) {
        return switch (method) {
            case "GET" -> S3Operation.GET_OBJECT;
            case "HEAD" -> S3Operation.HEAD_OBJECT;
            case "PUT" -> S3Operation.PUT_OBJECT;
            case "DELETE" -> S3Operation.DELETE_OBJECT;
            default -> null;
        };
    }

    private static boolean validKey(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length <= MAX_KEY_BYTES
                && key.chars().noneMatch(Character::isISOControl);
    }

    /** Returns the request. */
    public SignedRequest request() {
        return request;
    }

    /** Returns what it asks for. */
    public S3Operation operation() {
        return operation;
    }

    /** Returns the bucket. */
    public String bucket() {
        return bucket;
    }

    /** Returns the object's key, decoded; empty for operations on a bucket. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** Returns the prefix of a listing. */
    public Optional<String> prefix() {
        return request.parameter("prefix").stream().findFirst();
    }

    /** Returns {@code arn:aws:s3:::bucket} or {@code arn:aws:s3:::bucket/key}. */
    public String resourceArn() {
        return "arn:aws:s3:::" + bucket + (key == null ? "" : "/" + key);
    }

    /** Returns S3's condition keys: {@code s3:prefix}, {@code s3:delimiter}, {@code s3:max-keys}, where given. */
    public Map<String, List<String>> context() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (operation == S3Operation.LIST_OBJECTS) {
            for (String name : List.of("prefix", "delimiter", "max-keys")) {
                request.parameter(name).stream()
                        .findFirst()
                        .ifPresent(value -> found.put("s3:" + name, List.of(value)));
            }
        }
        return found;
    }

    /** Prints the operation; keys are names of people's things. */
    @Override
    public String toString() {
        return "S3Request[" + operation + "]";
    }

    private static Outcome<S3Request> refused(ErrorCode code, String rule) {
        return Outcome.refused(Refusal.of(code, rule));
    }
}
