package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a document (IAM User Guide, "Grammar of the IAM JSON policy language"). */
final class PolicyParser {
    static final String VERSION_2008 = "2008-10-17";
    static final String VERSION_2012 = "2012-10-17";
    private static final String ROOT = "policy";
    private static final int MAX_SID = 128;
    private static final int MAX_ID = 256;
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final DocumentKind kind;
    private final Map<String, @Nullable Object> document;
    private final Set<String> sids = new HashSet<>();

    PolicyParser(DocumentKind kind, Map<String, @Nullable Object> document) {
        this.kind = kind;
        this.document = document;
    }

    String version() throws MalformedPolicyException {
        requireKnown(document, ELEMENTS, ROOT);
        if (!document.containsKey("Version")) {
            return VERSION_2008;
        }
        Object version = document.get("Version");
        if (VERSION_2008.equals(version) || VERSION_2012.equals(version)) {
            return (String) version;
        }
        throw new MalformedPolicyException(ROOT + ".Version", "unknown version");
    }

    @Nullable
    String id() throws MalformedPolicyException {
        return optionalText(document, "Id", ROOT, MAX_ID);
    }

    List<Statement> statements() throws MalformedPolicyException {
        boolean variables = version().equals(VERSION_2012);
        Object element = document.get("Statement");
        List<?> items = element instanceof Map<?, ?> ? List.of(element) : list(element, ROOT + ".Statement");
        List<Statement> statements = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            statements.add(statement(items.get(i), i, variables));
        }
        return statements;
    }

    private static List<?> list(@Nullable Object value, String path) throws MalformedPolicyException {
        if (value == null) {
            throw new MalformedPolicyException(path, "missing");
        }
        if (!(value instanceof List<?> items)) {
            throw new MalformedPolicyException(path, "not an object or list");
        }
        if (items.isEmpty()) {
            throw new MalformedPolicyException(path, "empty");
        }
        return items;
    }

    private Statement statement(@Nullable Object item, int index, boolean variables) throws MalformedPolicyException {
        String path = ROOT + ".Statement[" + index + "]";
        if (!(item instanceof Map<?, ?> raw)) {
            throw new MalformedPolicyException(path, "not an object");
        }
        requireKnown(raw, STATEMENT_ELEMENTS, path);
        String sid = optionalText(raw, "Sid", path, MAX_SID);
        requireSid(sid, path);
        Effect effect = effect(raw.get("Effect"), path);
        Statement.Element actions = actions(raw, path);
        Statement.Element resources = resources(raw, path, variables);
        Principals principals = new PrincipalParser(kind).parse(raw, path);
        List<Condition> conditions = raw.containsKey("Condition")
                ? new ConditionParser(variables).parse(raw.get("Condition"), path + ".Condition")
                : List.of();
        return new Statement(index, sid, effect, principals, actions, resources, conditions);
    }

    private void requireSid(@Nullable String sid, String path) throws MalformedPolicyException {
        if (sid == null || sid.isEmpty()) {
            return;
        }
        if (kind == DocumentKind.IDENTITY && !sid.chars().allMatch(PolicyParser::isAlphanumeric)) {
            throw new MalformedPolicyException(path + ".Sid", "not of letters and digits");
        }
        if (sid.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedPolicyException(path + ".Sid", "control character");
        }
        if (!sids.add(sid)) {
            throw new MalformedPolicyException(path + ".Sid", "not unique");
        }
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static Effect effect(@Nullable Object value, String path) throws MalformedPolicyException {
        if ("Allow".equals(value)) {
            return Effect.ALLOW;
        }
        if ("Deny".equals(value)) {
            return Effect.DENY;
        }
        throw new MalformedPolicyException(path + ".Effect", value == null ? "missing" : "not Allow or Deny");
    }

    private static Statement.Element actions(Map<?, ?> raw, String path) throws MalformedPolicyException {
        String name = requireOne(raw, "Action", "NotAction", path);
        List<Template> templates = new ArrayList<>();
        List<String> texts = texts(raw.get(name), path + "." + name);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String at = path + "." + name + "[" + i + "]";
            boolean everything = !text.isEmpty() && text.chars().allMatch(c -> c == '*');
            if (!everything && (text.indexOf(':') < 1 || text.endsWith(":"))) {
                throw new MalformedPolicyException(at, "not service:action");
            }
            templates.add(TemplateParser.parse(AsciiCase.lower(text), at, true, false));
        }
        return new Statement.Element(name.equals("NotAction"), templates, texts);
    }

    private Statement.Element resources(Map<?, ?> raw, String path, boolean variables) throws MalformedPolicyException {
        if (kind == DocumentKind.TRUST) {
            requireAbsent(raw, "Resource", path);
            requireAbsent(raw, "NotResource", path);
            return new Statement.Element(false, List.of(), List.of());
        }
        String name = requireOne(raw, "Resource", "NotResource", path);
        List<Template> templates = new ArrayList<>();
        List<String> texts = texts(raw.get(name), path + "." + name);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String at = path + "." + name + "[" + i + "]";
            if (!text.startsWith("arn:") && !text.startsWith("*") && !text.startsWith("${")) {
                throw new MalformedPolicyException(at, "not an ARN or *");
            }
            templates.add(TemplateParser.parse(text, at, true, variables));
        }
        return new Statement.Element(name.equals("NotResource"), templates, texts);
    }

    static void requireAbsent(Map<?, ?> raw, String name, String path) throws MalformedPolicyException {
        if (raw.containsKey(name)) {
            throw new MalformedPolicyException(path + "." + name, "not allowed in this kind of document");
        }
    }

    static String requireOne(Map<?, ?> raw, String plain, String negated, String path) throws MalformedPolicyException {
        boolean hasPlain = raw.containsKey(plain);
        boolean hasNegated = raw.containsKey(negated);
        if (hasPlain && hasNegated) {
            throw new MalformedPolicyException(path + "." + negated, "beside " + plain);
        }
        if (!hasPlain && !hasNegated) {
            throw new MalformedPolicyException(path + "." + plain, "missing");
        }
        return hasPlain ? plain : negated;
    }

    /** Returns a string or the strings of a list that is not empty. */
    static List<String> texts(@Nullable Object value, String path) throws MalformedPolicyException {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (!(value instanceof List<?> items)) {
            throw new MalformedPolicyException(path, "not a string or list of strings");
        }
        if (items.isEmpty()) {
            throw new MalformedPolicyException(path, "empty");
        }
        List<String> texts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof String text)) {
                throw new MalformedPolicyException(path + "[" + i + "]", "not a string");
            }
            texts.add(text);
        }
        return texts;
    }

    private static void requireKnown(Map<?, ?> raw, Set<String> known, String path) throws MalformedPolicyException {
        if (!known.containsAll(raw.keySet())) {
            throw new MalformedPolicyException(path, "unknown element");
        }
    }

    private static @Nullable String optionalText(Map<?, ?> raw, String name, String path, int max)
            throws MalformedPolicyException {
        if (!raw.containsKey(name)) {
            return null;
        }
        if (raw.get(name) instanceof String text && text.length() <= max) {
            return text;
        }
        throw new MalformedPolicyException(path + "." + name, "not a string or too long");
    }
}
