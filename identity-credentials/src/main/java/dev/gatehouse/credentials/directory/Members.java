package dev.gatehouse.credentials.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Typed members of a JSON object; what is absent or of another type throws {@code IllegalArgumentException}. */
final class Members {
    private Members() {}

    static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw unreadable(name);
    }

    static boolean flag(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw unreadable(name);
    }

    static Map<?, ?> object(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        throw unreadable(name);
    }

    static List<?> list(Map<?, ?> members, String name) {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw unreadable(name);
    }

    static List<Map<?, ?>> objects(Map<?, ?> members, String name) {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object item : list(members, name)) {
            if (!(item instanceof Map<?, ?> object)) {
                throw unreadable(name);
            }
            objects.add(object);
        }
        return objects;
    }

    static Map<String, String> texts(Map<?, ?> members, String name) {
        Map<?, ?> object = object(members, name);
        Map<String, String> texts = new HashMap<>();
        object.keySet().forEach(key -> texts.put(String.valueOf(key), text(object, String.valueOf(key))));
        return texts;
    }

    private static IllegalArgumentException unreadable(String name) {
        return new IllegalArgumentException("no readable member " + name);
    }
}
