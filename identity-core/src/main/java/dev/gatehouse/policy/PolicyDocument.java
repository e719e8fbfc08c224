package dev.gatehouse.policy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy in the JSON policy language of IAM, read strictly and compiled. Immutable and thread-safe; keeps its text.
 *
 * <p>A document that is no policy is refused with {@link ErrorCode#MALFORMED_POLICY_DOCUMENT} and one rule, the path of
 * its first fault: {@code policy.Statement[2].Condition[0]: unknown operator}. Paths consist of the grammar's names and
 * of indexes, counted from 0 in the order of the text; they never carry the document's own words.
 */
public final class PolicyDocument {
    /** White space is not counted, but a text is read only up to this multiple of its limit. */
    private static final int MAX_SPACE_FACTOR = 4;

    private final DocumentKind kind;
    private final String text;
    private final String version;
    private final @Nullable String id;
    private final List<Statement> statements;

    private PolicyDocument(
            DocumentKind kind, String text, String version, @Nullable String id, List<Statement> statements) {
        this.kind = kind;
        this.text = text;
        this.version = version;
        this.id = id;
        this.statements = List.copyOf(statements);
    }

    /** Reads an identity policy of at most {@link DocumentKind#defaultMaxChars()}. */
    public static Outcome<PolicyDocument> parse(String json) {
        return parse(DocumentKind.IDENTITY, json);
    }

    /** Reads an identity policy of at most {@code maxChars} characters; see {@link #parse(DocumentKind, String, int)}. */
    public static Outcome<PolicyDocument> parse(String json, int maxChars) {
        return parse(DocumentKind.IDENTITY, json, maxChars);
    }

    /** Reads a document of at most the kind's {@link DocumentKind#defaultMaxChars()}. */
    public static Outcome<PolicyDocument> parse(DocumentKind kind, String json) {
        return parse(kind, json, kind.defaultMaxChars());
    }

    /**
     * Reads a document.
     *
     * @param maxChars the longest document accepted, in UTF-16 units without JSON white space; a text of more than four
     *     times as much is refused unread
     * @return the document, or {@link ErrorCode#MALFORMED_POLICY_DOCUMENT} with the path of the first fault
     * @throws IllegalArgumentException if {@code maxChars} is not positive
     */
    public static Outcome<PolicyDocument> parse(DocumentKind kind, String json, int maxChars) {
        if (maxChars < 1) {
            throw new IllegalArgumentException("maxChars must be positive");
        }
        int longest = (int) Math.min(Integer.MAX_VALUE, (long) maxChars * MAX_SPACE_FACTOR);
        if (json.length() > longest || (json.length() > maxChars && lengthWithoutSpace(json) > maxChars)) {
            return refused("policy: too long");
        }
        try {
            PolicyParser parser = new PolicyParser(kind, Json.parseObject(json, longest));
            return Outcome.success(new PolicyDocument(kind, json, parser.version(), parser.id(), parser.statements()));
        } catch (JsonException e) {
            return refused("policy: json." + e.rule() + " at " + e.position());
        } catch (MalformedPolicyException e) {
            return refused(e.rule());
        }
    }

    private static Outcome<PolicyDocument> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.MALFORMED_POLICY_DOCUMENT, rule));
    }

    private static int lengthWithoutSpace(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                length++;
            }
        }
        return length;
    }

    /** Returns what the document is attached to. */
    public DocumentKind kind() {
        return kind;
    }

    /** Returns {@code 2012-10-17} or {@code 2008-10-17}, which is also the version of a document that names none. */
    public String version() {
        return version;
    }

    /** Returns the Id element. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Returns the number of statements, at least one. */
    public int statementCount() {
        return statements.size();
    }

    List<Statement> statements() {
        return statements;
    }

    /**
     * Returns whether one statement surely applies to every request that another applies to, their effects aside. False
     * says only that it was not proven: patterns that cover another only together, and a variable against anything but
     * itself, are not looked into.
     *
     * @param wide the index of a statement, from 0
     * @param narrow the index of another
     * @throws IndexOutOfBoundsException if there is no such statement
     */
    public boolean covers(int wide, int narrow) {
        return StatementCover.covers(statements.get(wide), statements.get(narrow));
    }

    /** Returns the text that was read, unchanged. */
    public String toJson() {
        return text;
    }

    /** Two documents are equal if they are of one kind and of the same text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PolicyDocument that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + text.hashCode();
    }

    @Override
    public String toString() {
        return "PolicyDocument[" + kind + ", statements=" + statements.size() + "]";
    }
}
