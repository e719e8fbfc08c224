package dev.gatehouse.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.Key;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds every exported class of every published module that can hold a secret: one with a field of bytes, characters,
 * a key, a secret text, or another such type, exported or not, also as the argument of a generic type. A sealed
 * interface holds what a type that it permits holds. Byte arrays that are no secret cost a sample, and nothing else.
 */
final class SecretHolders {
    /** Types whose text is a secret, by their names. */
    private static final Pattern TYPES =
            Pattern.compile(".*(Token|Session|Secret|Password|Passcode|Hash|Cookie|Code)|HttpHeader|QueryParameter");

    private static final Pattern TEXTS = Pattern.compile("value|compact|encoded|text");
    private static final Pattern FIELDS = Pattern.compile("(?i).*(token|secret|password|passcode|cookie|code)");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gatehouse");
    private final Map<JavaClass, Boolean> known = new HashMap<>();

    /** Returns the names of the classes, as {@link Class#getName} gives them. */
    static Set<String> find() {
        SecretHolders holders = new SecretHolders();
        holders.settle();
        return holders.classes.stream()
                .filter(SecretHolders::exported)
                .filter(type -> !type.isInterface() && !type.isEnum())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(holders::holds)
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Goes round until nothing new is found: types may name each other. */
    private void settle() {
        Set<JavaClass> left = new HashSet<>(classes.stream().toList());
        boolean found = true;
        while (found) {
            found = left.removeIf(type -> {
                boolean holds = holdsByItself(type);
                if (holds) {
                    known.put(type, true);
                }
                return holds;
            });
        }
    }

    private boolean holds(JavaClass type) {
        return known.containsKey(type);
    }

    private boolean holdsByItself(JavaClass type) {
        if (type.isEnum()) {
            return false;
        }
        if (type.reflect().isSealed() && type.getAllSubclasses().stream().anyMatch(this::holds)) {
            return true;
        }
        return type.getAllFields().stream()
                .filter(field -> classes.contain(field.getOwner().getName()))
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .anyMatch(this::secret);
    }

    private boolean secret(JavaField field) {
        if (field.getRawType().isEquivalentTo(String.class)) {
            return isText(field.getOwner().getSimpleName(), field.getName());
        }
        return !field.getRawType().isPrimitive()
                && field.getAllInvolvedRawTypes().stream()
                        .anyMatch(type -> holds(type)
                                || type.isEquivalentTo(byte.class) // of an array
                                || type.isEquivalentTo(char.class)
                                || type.isEquivalentTo(KeyPair.class)
                                || type.isAssignableTo(Key.class));
    }

    /** Returns whether a field of type {@code String} holds a secret. */
    static boolean isText(String type, String field) {
        return FIELDS.matcher(field).matches()
                || (TYPES.matcher(type).matches() && TEXTS.matcher(field).matches());
    }

    private static boolean exported(JavaClass type) {
        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal");
        return open && type.getEnclosingClass().map(SecretHolders::exported).orElse(true);
    }
}
