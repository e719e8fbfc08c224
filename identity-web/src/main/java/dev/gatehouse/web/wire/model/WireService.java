package dev.gatehouse.web.wire.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service of the wire protocol. Immutable once read. */
public final class WireService {
    private final String name;
    private final String target;
    private final Map<String, Integer> errors = new LinkedHashMap<>();
    private final Map<String, WireOperation> operations = new LinkedHashMap<>();
    private final Map<String, Shape> types = new LinkedHashMap<>();

    WireService(String name, String target) {
        this.name = name;
        this.target = target;
    }

    /** Returns the signing name, such as {@code cognito-idp}. */
    public String name() {
        return name;
    }

    /** Returns what stands before the dot in {@code X-Amz-Target}. */
    public String target() {
        return target;
    }

    /** Returns the operations by name, in the reference's order. */
    public Map<String, WireOperation> operations() {
        return Collections.unmodifiableMap(operations);
    }

    /** Returns the HTTP status of a declared error; empty if the service has no such error. */
    public Optional<Integer> status(String error) {
        return Optional.ofNullable(errors.get(error));
    }

    /** Returns the names of a structure's members; none if the type is no structure. */
    public List<String> members(String type) {
        return type(type) instanceof Shape.Structure structure
                ? structure.members().stream().map(Shape.Member::name).toList()
                : List.of();
    }

    Shape type(String type) {
        Shape shape = types.get(type);
        if (shape == null) {
            throw new IllegalStateException(name + " has no type " + type);
        }
        return shape;
    }

    void error(String error, int status) {
        errors.put(error, status);
    }

    void operation(WireOperation operation) {
        operations.put(operation.name(), operation);
    }

    void type(String type, Shape shape) {
        types.put(type, shape);
    }

    @Override
    public String toString() {
        return name;
    }
}
