package dev.gatehouse.arch;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Key;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** What is reached from an object through the fields of this library's classes and the JDK's containers. */
final class ObjectGraph {
    /** Shorter ones are found in other texts by chance. */
    private static final int SHORTEST = 6;

    private final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> secrets = new TreeSet<>();

    private ObjectGraph() {}

    static ObjectGraph of(Object root) {
        ObjectGraph graph = new ObjectGraph();
        Deque<Object> waiting = new ArrayDeque<>();
        waiting.add(root);
        while (!waiting.isEmpty()) {
            Object next = waiting.remove();
            if (graph.reached.add(next)) {
                graph.visit(next, waiting);
            }
        }
        return graph;
    }

    Set<Object> objects() {
        return reached;
    }

    /** Returns every form that somebody might print of a secret: as it is, in hexadecimal, in Base64, as numbers. */
    Set<String> secrets() {
        return secrets;
    }

    private void visit(Object value, Deque<Object> waiting) {
        if (value instanceof byte[] bytes) {
            secret(bytes);
        } else if (value instanceof char[] chars) {
            secret(new String(chars));
        } else if (value instanceof Key key) {
            Optional.ofNullable(key.getEncoded()).ifPresent(this::secret);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(waiting::add);
        } else if (value instanceof AtomicReference<?> reference) {
            add(reference.get(), waiting);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> {
                add(key, waiting);
                add(entry, waiting);
            });
        } else if (value instanceof Iterable<?> items && !(value instanceof Path)) { // a path's elements are paths
            items.forEach(item -> add(item, waiting));
        } else if (value.getClass().isArray()
                && !value.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(Array.get(value, i), waiting);
            }
        } else if (value.getClass().getName().startsWith("dev.gatehouse.")) {
            fields(value, waiting);
        }
    }

    private void fields(Object owner, Deque<Object> waiting) {
        Class<?> type = owner.getClass();
        while (type.getName().startsWith("dev.gatehouse.")) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    Object value = read(field, owner);
                    if (value instanceof String text && SecretHolders.isText(type.getSimpleName(), field.getName())) {
                        secret(text);
                    }
                    add(value, waiting);
                }
            }
            type = type.getSuperclass();
        }
    }

    private static Object read(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }

    private static void add(Object value, Deque<Object> waiting) {
        if (value != null) {
            waiting.add(value);
        }
    }

    private void secret(String text) {
        if (text.length() < SHORTEST || text.chars().allMatch(c -> c == 0)) {
            return; // closed, or not worth looking for
        }
        secrets.add(text);
        secret(text.getBytes(StandardCharsets.UTF_8));
    }

    private void secret(byte[] bytes) {
        if (bytes.length < SHORTEST) {
            return;
        }
        secrets.add(HexFormat.of().formatHex(bytes));
        secrets.add(HexFormat.of().withUpperCase().formatHex(bytes));
        secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        secrets.add(Arrays.toString(bytes));
    }
}
