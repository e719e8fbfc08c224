package dev.gatehouse.spi.internal.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed members of a JSON object; what is absent or of another type throws {@code IllegalArgumentException}. */
public final class Members {
    private Members() {}

    public static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw unreadable(name);
    }

    public static boolean flag(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw unreadable(name);
    }

    public static long number(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Long number) {
            return number;
        }
        throw unreadable(name);
    }

    public static Duration duration(Map<?, ?> members, String name) {
        return Duration.parse(text(members, name));
    }

    /** Returns a list that holds texts alone. */
    public static List<String> strings(Map<?, ?> members, String name) {
        List<String> strings = new ArrayList<>();
        for (Object item : list(members, name)) {
            if (!(item instanceof String text)) {
                throw unreadable(name);
            }
            strings.add(text);
        }
        return strings;
    }

    public static Map<?, ?> object(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        throw unreadable(name);
    }

    public static List<?> list(Map<?, ?> members, String name) {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw unreadable(name);
    }

    public static List<Map<?, ?>> objects(Map<?, ?> members, String name) {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object item : list(members, name)) {
            if (!(item instanceof Map<?, ?> object)) {
                throw unreadable(name);
            }
            objects.add(object);
        }
        return objects;
    }

    public static Map<String, String> texts(Map<?, ?> members, String name) {
        Map<?, ?> object = object(members, name);
        Map<String, String> texts = new HashMap<>();
        object.keySet().forEach(key -> texts.put(String.valueOf(key), text(object, String.valueOf(key))));
        return texts;
    }

    /** Returns the members that a reader does not know, so that they are kept: a newer version wrote them. */
    public static Map<String, Object> others(Map<String, ? extends @Nullable Object> members, Set<String> known) {
        Map<String, Object> others = new HashMap<>();
        members.forEach((name, value) -> {
            if (!known.contains(name) && value != null) {
                others.put(name, value);
            }
        });
        return others;
    }

    private static IllegalArgumentException unreadable(String name) {
        return new IllegalArgumentException("no readable member " + name);
    }
}
