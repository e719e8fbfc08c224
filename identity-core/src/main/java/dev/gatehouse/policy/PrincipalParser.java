package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Principal and NotPrincipal. */
final class PrincipalParser {
    private final DocumentKind kind;

    PrincipalParser(DocumentKind kind) {
        this.kind = kind;
    }

    @Nullable
    Principals parse(Map<?, ?> statement, String path) throws MalformedPolicyException {
        if (kind == DocumentKind.IDENTITY) {
            PolicyParser.requireAbsent(statement, "Principal", path);
            PolicyParser.requireAbsent(statement, "NotPrincipal", path);
            return null;
        }
        if (kind == DocumentKind.TRUST) {
            PolicyParser.requireAbsent(statement, "NotPrincipal", path);
        }
        String name = PolicyParser.requireOne(statement, "Principal", "NotPrincipal", path);
        return new Principals(name.equals("NotPrincipal"), entries(statement.get(name), path + "." + name));
    }

    private static List<Principals.Entry> entries(@Nullable Object value, String path) throws MalformedPolicyException {
        if ("*".equals(value)) {
            return List.of(new Principals.Entry(PrincipalKind.AWS, "*", true));
        }
        if (!(value instanceof Map<?, ?> members) || members.isEmpty()) {
            throw new MalformedPolicyException(path, "not * or an object of principals");
        }
        List<Principals.Entry> entries = new ArrayList<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            Optional<PrincipalKind> kind = PrincipalKind.of((String) member.getKey());
            if (kind.isEmpty()) {
                throw new MalformedPolicyException(path, "unknown kind of principal");
            }
            String at = path + "." + kind.get().element();
            List<String> names = PolicyParser.texts(member.getValue(), at);
            for (int i = 0; i < names.size(); i++) {
                entries.add(entry(kind.get(), names.get(i), at + "[" + i + "]"));
            }
        }
        return entries;
    }

    private static Principals.Entry entry(PrincipalKind kind, String name, String path)
            throws MalformedPolicyException {
        if (name.equals("*") && kind == PrincipalKind.AWS) {
            return new Principals.Entry(kind, name, false);
        }
        if (name.isEmpty() || name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
            throw new MalformedPolicyException(path, "empty or with a wildcard");
        }
        boolean account = name.length() == 12 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (kind == PrincipalKind.AWS && !account && !PolicyValues.isArn(name)) {
            throw new MalformedPolicyException(path, "not an account or ARN");
        }
        return new Principals.Entry(kind, name, false);
    }
}
