package dev.gatehouse.web.wire.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every operation of the two services. Immutable; read once. */
public final class WireModel {
    private static final String RESOURCE = "wire-model.tsv";

    private final Map<String, WireService> byTarget = new LinkedHashMap<>();

    private WireModel() {}

    /** Returns the model, read anew. */
    public static WireModel read() {
        WireModel model = new WireModel();
        WireService service = null;
        for (String line : lines()) {
            List<String> fields = List.of(line.split("\t", -1));
            if (fields.get(0).equals("service")) {
                service = new WireService(fields.get(1), fields.get(2));
                model.byTarget.put(service.target(), service);
            } else if (!line.startsWith("#")) {
                read(fields, Objects.requireNonNull(service, RESOURCE));
            }
        }
        return model;
    }

    /** Returns the services. */
    public List<WireService> services() {
        return List.copyOf(byTarget.values());
    }

    /** Returns the service of a signing name. */
    public WireService service(String name) {
        return byTarget.values().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the operation that a value of {@code X-Amz-Target} names. */
    public Optional<WireOperation> operation(String target) {
        int dot = target.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(byTarget.get(target.substring(0, dot)))
                        .map(service -> service.operations().get(target.substring(dot + 1)));
    }

    private static void read(List<String> fields, WireService service) {
        String name = fields.get(1);
        switch (fields.get(0)) {
            case "error" -> service.error(name, Integer.parseInt(fields.get(2)));
            case "operation" ->
                service.operation(new WireOperation(
                        service,
                        name,
                        Access.of(fields.get(2)),
                        fields.get(3),
                        present(fields.get(4)),
                        present(fields.get(5)).map(WireModel::set).orElse(Set.of())));
            case "string" ->
                service.type(
                        name,
                        new Shape.Text(
                                Limits.of(fields.get(2), fields.get(3)),
                                present(fields.get(4)).map(Pattern::compile)));
            case "enum" -> service.type(name, new Shape.Choice(set(fields.get(2))));
            case "integer", "long" ->
                service.type(
                        name, new Shape.Whole(fields.get(0).equals("long"), Limits.of(fields.get(2), fields.get(3))));
            case "boolean" -> service.type(name, new Shape.Truth());
            case "timestamp" -> service.type(name, new Shape.Moment());
            case "blob" -> service.type(name, new Shape.Bytes(Limits.of(fields.get(2), fields.get(3))));
            case "document" -> service.type(name, new Shape.Document());
            case "list" ->
                service.type(name, new Shape.Listing(fields.get(2), Limits.of(fields.get(3), fields.get(4))));
            case "map" ->
                service.type(
                        name, new Shape.Mapping(fields.get(2), fields.get(3), Limits.of(fields.get(4), fields.get(5))));
            case "structure" -> service.type(name, structure(fields.subList(2, fields.size())));
            default -> throw new IllegalStateException(RESOURCE + " has a line of " + fields.get(0));
        }
    }

    private static Shape structure(List<String> fields) {
        List<Shape.Member> members = new ArrayList<>();
        for (String field : fields) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                boolean required = field.charAt(colon - 1) == '*';
                String member = field.substring(0, required ? colon - 1 : colon);
                members.add(new Shape.Member(member, field.substring(colon + 1), required));
            }
        }
        return new Shape.Structure(List.copyOf(members));
    }

    private static Optional<String> present(String field) {
        return field.equals("-") ? Optional.empty() : Optional.of(field);
    }

    private static Set<String> set(String field) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(field.split(",", -1))));
    }

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(WireModel.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
