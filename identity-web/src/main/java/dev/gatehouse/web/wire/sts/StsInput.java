package dev.gatehouse.web.wire.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the members of one operation and collects what is wrong with them, so that a caller is told everything at once.
 * Not thread-safe.
 */
final class StsInput {
    private static final int MOST_TAGS = 50;
    private static final int MOST_ARNS = 10;
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,9}");

    private final Form form;
    private final List<String> faults = new ArrayList<>();

    StsInput(Form form) {
        this.form = form;
    }

    /** Returns a member that must be there; what it returns is worth nothing before {@link #check}. */
    String required(String name, Constraint constraint) {
        Optional<String> value = form.find(name);
        if (value.isEmpty()) {
            faults.add(fault(name, "Member must not be null"));
        }
        return optional(name, constraint).orElse("");
    }

    Optional<String> optional(String name, Constraint constraint) {
        Optional<String> value = form.find(name);
        value.flatMap(constraint::fault).ifPresent(text -> faults.add(fault(name, text)));
        return value;
    }

    /** Returns a number of seconds within limits. */
    Optional<Duration> seconds(String name, int least, int most) {
        Optional<String> text = form.find(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!SECONDS.matcher(text.get()).matches()) {
            faults.add(fault(name, "Member must be an integer"));
            return Optional.empty();
        }
        int value = Integer.parseInt(text.get());
        if (value < least) {
            faults.add(fault(name, "Member must have value greater than or equal to " + least));
        }
        if (value > most) {
            faults.add(fault(name, "Member must have value less than or equal to " + most));
        }
        return Optional.of(Duration.ofSeconds(value));
    }

    /** Returns {@code PolicyArns.member.N.arn}. */
    List<String> policyArns() {
        List<String> arns = new ArrayList<>();
        for (int i = 1; more("PolicyArns", i, MOST_ARNS); i++) {
            arns.add(required("PolicyArns.member." + i + ".arn", Constraint.ARN));
        }
        return arns;
    }

    /** Returns {@code Tags.member.N.Key} and {@code .Value}. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 1; more("Tags", i, MOST_TAGS); i++) {
            String key = required("Tags.member." + i + ".Key", Constraint.TAG_KEY);
            String value = required("Tags.member." + i + ".Value", Constraint.TAG_VALUE);
            if (tags.put(key, value) != null) {
                faults.add(fault("Tags", "Member must not have a key twice"));
            }
        }
        return tags;
    }

    /** Returns {@code TransitiveTagKeys.member.N}. */
    List<String> transitiveTagKeys() {
        List<String> keys = new ArrayList<>();
        for (int i = 1; more("TransitiveTagKeys", i, MOST_TAGS); i++) {
            keys.add(required("TransitiveTagKeys.member." + i, Constraint.TAG_KEY));
        }
        return keys;
    }

    /** Returns whether a list goes on; those over their length are faults. */
    private boolean more(String list, int index, int most) {
        if (!form.has(list + ".member." + index)) {
            return false;
        }
        if (index > most) {
            faults.add(fault(list, "Member must have length less than or equal to " + most));
            return false;
        }
        return true;
    }

    /** Says that this house has nothing behind a member. */
    void refuse(String name, String why) {
        if (form.has(name)) {
            faults.add(fault(name, why));
        }
    }

    /** Ends the request if anything is wrong. */
    void check() throws StsFault {
        if (!faults.isEmpty()) {
            String count = faults.size() == 1 ? "1 validation error" : faults.size() + " validation errors";
            throw StsFault.invalid(count + " detected: " + String.join("; ", faults));
        }
    }

    private static String fault(String name, String text) {
        String member = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return "Value at '" + member + "' failed to satisfy constraint: " + text;
    }
}
