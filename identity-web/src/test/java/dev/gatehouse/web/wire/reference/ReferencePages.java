package dev.gatehouse.web.wire.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the pages under {@code src/test/resources/reference/cognito}. */
public final class ReferencePages {
    /** The services in their order. */
    public static final List<String> SERVICES = List.of("cognito-idp", "cognito-identity");

    private static final Pattern OPERATION =
            Pattern.compile("- \\*\\*(\\w+)\\*\\*(?: \\[N])? \\((.*)\\) in: (.*) → out: (.*) ! ?(.*)");
    private static final Pattern MEMBER = Pattern.compile("- ([\\w:]+)(\\*?): (\\S+).*");
    private static final Pattern CONSTRAINT =
            Pattern.compile("\\| (\\S+) \\| (\\w+) \\| (\\d*) ?\\| (\\d*) ?\\| (?:`(.*)`)? ?\\| (y?) ?\\|.*");
    private static final Pattern ENUM = Pattern.compile("- \\*\\*(\\w+)\\*\\*(?: \\[N])?: (.*)");
    private static final Pattern ERROR = Pattern.compile("\\| (\\w+Exception) \\| (\\d*) ?\\|.*");

    private static final Map<String, Map<String, ReferenceType>> TYPES = new ConcurrentHashMap<>();

    private ReferencePages() {}

    /** Returns the operations of a service by name. */
    public static Map<String, ReferenceOperation> operations(String service) {
        Map<String, ReferenceType> types = types(service);
        Map<String, ReferenceOperation> operations = new LinkedHashMap<>();
        for (String line : section("operations.md", service)) {
            Matcher matcher = OPERATION.matcher(line);
            if (matcher.matches()) {
                String name = matcher.group(1);
                String input = structure(
                        name + (service.equals("cognito-idp") ? "Request" : "Input"),
                        matcher.group(3).replace("*", ""),
                        types);
                String output = structure(name + "Response", matcher.group(4), types);
                List<String> errors = Arrays.stream(matcher.group(5).split(", ", -1))
                        .filter(error -> !error.isBlank())
                        .map(error -> error.trim() + "Exception")
                        .toList();
                operations.put(name, new ReferenceOperation(name, matcher.group(2), input, output, errors));
            }
        }
        return operations;
    }

    /** Returns the structure of the usual name, else the one that has exactly these members; some operations share one. */
    private static String structure(String usual, String members, Map<String, ReferenceType> types) {
        if (members.startsWith("—")) {
            return "";
        }
        if (types.containsKey(usual)) {
            return usual;
        }
        List<String> wanted = List.of(members.split(", ", -1));
        return types.values().stream()
                .filter(type -> type.members().stream()
                        .map(ReferenceType.Member::name)
                        .toList()
                        .equals(wanted))
                .map(ReferenceType::name)
                .filter(name -> !name.endsWith("Input"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no structure " + usual));
    }

    /** Returns the HTTP status of each error of a service; 500 where the page leaves it open. */
    public static Map<String, Integer> errors(String service) {
        Map<String, Integer> errors = new LinkedHashMap<>();
        for (String line : section("errors.md", service)) {
            Matcher matcher = ERROR.matcher(line);
            if (matcher.matches()) {
                errors.put(matcher.group(1), matcher.group(2).isEmpty() ? 500 : Integer.parseInt(matcher.group(2)));
            }
        }
        return errors;
    }

    /** Returns the types of a service by name. */
    public static Map<String, ReferenceType> types(String service) {
        return TYPES.computeIfAbsent(service, ReferencePages::readTypes);
    }

    private static Map<String, ReferenceType> readTypes(String service) {
        Map<String, ReferenceType> types = new LinkedHashMap<>();
        for (String line : lines("types.txt")) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals(service)) {
                List<String> of = List.of(fields).subList(3, fields.length);
                types.put(fields[1], ReferenceType.plain(fields[1], fields[2], of));
            }
        }
        for (String line : section("enums.md", service)) {
            Matcher matcher = ENUM.matcher(line);
            if (matcher.matches()) {
                types.put(matcher.group(1), choice(matcher.group(1), matcher.group(2)));
            }
        }
        for (String line : section("constraints.md", service)) {
            Matcher matcher = CONSTRAINT.matcher(line);
            if (matcher.matches()
                    && !matcher.group(1).equals("shape")
                    && !matcher.group(1).startsWith("--")) {
                types.put(matcher.group(1), constrained(matcher, types.get(matcher.group(1))));
            }
        }
        structures(service)
                .forEach((name, members) -> types.put(
                        name,
                        new ReferenceType(
                                name,
                                "structure",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                members)));
        return types;
    }

    private static ReferenceType choice(String name, String values) {
        return new ReferenceType(
                name,
                "enum",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(values.trim().split(" \\| ", -1)),
                List.of());
    }

    private static ReferenceType constrained(Matcher row, @Nullable ReferenceType known) {
        String kind = row.group(2);
        List<String> of = known == null ? List.of() : known.of();
        if ((kind.equals("list") || kind.equals("map")) && of.isEmpty()) {
            throw new IllegalStateException("types.txt does not say what " + row.group(1) + " holds");
        }
        return new ReferenceType(
                row.group(1),
                kind,
                number(row.group(3)),
                number(row.group(4)),
                Optional.ofNullable(row.group(5)).map(pattern -> pattern.replace('¦', '|')),
                of,
                List.of(),
                List.of());
    }

    private static Optional<Long> number(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
    }

    private static Map<String, List<ReferenceType.Member>> structures(String service) {
        Map<String, List<ReferenceType.Member>> structures = new LinkedHashMap<>();
        List<ReferenceType.Member> members = new ArrayList<>();
        for (String line : section("shapes.md", service)) {
            if (line.startsWith("### ")) {
                members = new ArrayList<>();
                structures.put(line.substring(4).trim(), members);
            }
            Matcher matcher = MEMBER.matcher(line);
            if (matcher.matches()) {
                String type = matcher.group(3).replaceFirst("^~", "").replaceFirst("\\(.*$", "");
                members.add(new ReferenceType.Member(
                        matcher.group(1), type, !matcher.group(2).isEmpty()));
            }
        }
        return structures;
    }

    private static List<String> section(String page, String service) {
        String title = service.equals("cognito-idp") ? "## Cognito user pools" : "## Cognito identity pools";
        List<String> section = new ArrayList<>();
        boolean inside = false;
        for (String line : lines(page)) {
            if (line.startsWith("## ")) {
                inside = line.startsWith(title);
            } else if (inside) {
                section.add(line);
            }
        }
        if (section.isEmpty()) {
            throw new IllegalStateException(page + " has no section of " + service);
        }
        return section;
    }

    private static List<String> lines(String page) {
        try (InputStream in =
                Objects.requireNonNull(ReferencePages.class.getResourceAsStream("/reference/cognito/" + page), page)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
