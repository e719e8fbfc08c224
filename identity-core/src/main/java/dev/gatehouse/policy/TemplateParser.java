package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads strings of a policy into {@link Template}s (IAM User Guide, "IAM policy elements: Variables and tags"). */
final class TemplateParser {
    private final String text;
    private final String path;
    private final boolean wildcards;
    private final boolean variables;
    private final int[] tokens;
    private final List<Template.Variable> found = new ArrayList<>();
    private int count;

    private TemplateParser(String text, String path, boolean wildcards, boolean variables) {
        this.text = text;
        this.path = path;
        this.wildcards = wildcards;
        this.variables = variables;
        this.tokens = new int[text.length()];
    }

    /** Compiles {@code text}; variables are read only where the document's version has them. */
    static Template parse(String text, String path, boolean wildcards, boolean variables)
            throws MalformedPolicyException {
        return new TemplateParser(text, path, wildcards, variables).read();
    }

    private Template read() throws MalformedPolicyException {
        int at = 0;
        while (at < text.length()) {
            if (variables && text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new MalformedPolicyException(path, "variable without an end");
                }
                variable(text.substring(at + 2, end));
                at = end + 1;
            } else {
                int point = text.codePointAt(at);
                at += Character.charCount(point);
                add(wildcards ? wildcard(point) : point);
            }
        }
        return Template.of(Arrays.copyOf(tokens, count), found);
    }

    private static int wildcard(int point) {
        return switch (point) {
            case '*' -> Wildcard.ANY;
            case '?' -> Wildcard.ONE;
            default -> point;
        };
    }

    private void add(int token) {
        boolean repeated = token == Wildcard.ANY && count > 0 && tokens[count - 1] == Wildcard.ANY;
        if (!repeated) {
            tokens[count++] = token;
        }
    }

    private void variable(String body) throws MalformedPolicyException {
        if (body.equals("*") || body.equals("?") || body.equals("$")) {
            add(body.charAt(0));
            return;
        }
        int comma = body.indexOf(',');
        String key = (comma < 0 ? body : body.substring(0, comma)).strip();
        if (key.isEmpty() || key.length() > AuthorizationRequest.MAX_KEY_LENGTH || key.contains("${")) {
            throw new MalformedPolicyException(path, "variable without a key");
        }
        if (comma < 0) {
            found.add(new Template.Variable(AsciiCase.lower(key), null));
        } else {
            found.add(new Template.Variable(
                    AsciiCase.lower(key), fallback(body.substring(comma + 1).strip())));
        }
        add(Template.variableToken(found.size() - 1));
    }

    private String fallback(String quoted) throws MalformedPolicyException {
        boolean wellFormed =
                quoted.length() >= 2 && quoted.charAt(0) == '\'' && quoted.indexOf('\'', 1) == quoted.length() - 1;
        if (!wellFormed) {
            throw new MalformedPolicyException(path, "variable default is not in single quotes");
        }
        return quoted.substring(1, quoted.length() - 1);
    }
}
