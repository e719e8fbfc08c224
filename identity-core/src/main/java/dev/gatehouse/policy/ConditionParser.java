package dev.gatehouse.policy;

import dev.gatehouse.policy.Condition.Form;
import dev.gatehouse.policy.Condition.SetQualifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a Condition element. */
final class ConditionParser {
    private static final String FOR_ALL = "ForAllValues:";
    private static final String FOR_ANY = "ForAnyValue:";
    private static final String IF_EXISTS = "IfExists";

    private final boolean variables;

    ConditionParser(boolean variables) {
        this.variables = variables;
    }

    List<Condition> parse(@Nullable Object element, String path) throws MalformedPolicyException {
        List<Condition> conditions = new ArrayList<>();
        int operator = 0;
        for (Map.Entry<?, ?> block : object(element, path).entrySet()) {
            String blockPath = path + "[" + operator++ + "]";
            Form form = form((String) block.getKey(), blockPath);
            int key = 0;
            for (Map.Entry<?, ?> entry : object(block.getValue(), blockPath).entrySet()) {
                conditions.add(
                        condition(form, (String) entry.getKey(), entry.getValue(), blockPath + ".key[" + key++ + "]"));
            }
        }
        return conditions;
    }

    private static Map<?, ?> object(@Nullable Object value, String path) throws MalformedPolicyException {
        if (value instanceof Map<?, ?> members) {
            return members;
        }
        throw new MalformedPolicyException(path, "not an object");
    }

    private static Form form(String element, String path) throws MalformedPolicyException {
        SetQualifier qualifier = SetQualifier.NONE;
        String name = element;
        if (name.startsWith(FOR_ALL)) {
            qualifier = SetQualifier.FOR_ALL_VALUES;
            name = name.substring(FOR_ALL.length());
        } else if (name.startsWith(FOR_ANY)) {
            qualifier = SetQualifier.FOR_ANY_VALUE;
            name = name.substring(FOR_ANY.length());
        }
        boolean ifExists = name.endsWith(IF_EXISTS);
        ConditionOperator operator =
                ConditionOperator.named(ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
        if (operator == null) {
            throw new MalformedPolicyException(path, "unknown operator");
        }
        if (operator == ConditionOperator.NULL && (ifExists || qualifier != SetQualifier.NONE)) {
            throw new MalformedPolicyException(path, "Null takes neither IfExists nor a set operator");
        }
        return new Form(element, operator, qualifier, ifExists);
    }

    private Condition condition(Form form, String key, @Nullable Object value, String path)
            throws MalformedPolicyException {
        if (key.isEmpty() || key.length() > AuthorizationRequest.MAX_KEY_LENGTH) {
            throw new MalformedPolicyException(path, "key is empty or too long");
        }
        List<?> items = value instanceof List<?> list ? list : new OneItem(value).asList();
        List<String> values = new ArrayList<>(items.size());
        List<Operand> operands = new ArrayList<>(items.size());
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String itemPath = path + "[" + i + "]";
            String text = text(items.get(i), itemPath);
            values.add(text);
            operands.add(operand(form.operator(), text, itemPath, templates));
        }
        return new Condition(form, key, values, operands, templates);
    }

    /** A single value in the place of a list; may be null, which {@code List.of} refuses. */
    private record OneItem(@Nullable Object value) {
        List<@Nullable Object> asList() {
            List<@Nullable Object> one = new ArrayList<>(1);
            one.add(value);
            return one;
        }
    }

    private static String text(@Nullable Object item, String path) throws MalformedPolicyException {
        if (item instanceof String text) {
            return text;
        }
        if (item instanceof Boolean || item instanceof Long) {
            return item.toString();
        }
        if (item instanceof BigDecimal number) {
            return number.toPlainString();
        }
        throw new MalformedPolicyException(path, "not a string, number or boolean");
    }

    private Operand operand(ConditionOperator operator, String text, String path, List<Template> templates)
            throws MalformedPolicyException {
        return switch (operator.family()) {
            case STRING -> template(text, path, false, templates)::match;
            case STRING_IGNORING_CASE -> template(text, path, false, templates)::matchIgnoringCase;
            case STRING_LIKE -> template(text, path, true, templates)::match;
            case ARN -> Operand.arn(template(text, path, true, templates));
            case BOOL ->
                variables && text.contains("${")
                        ? Operand.bool(template(text, path, false, templates))
                        : Operand.bool(truth(text, path));
            case NULL -> Operand.bool(truth(text, path));
            case NUMERIC -> {
                BigDecimal number = PolicyValues.number(text);
                yield Operand.numeric(require(number, path, "not a number"), operator.comparison());
            }
            case DATE -> {
                Instant instant = PolicyValues.instant(text);
                yield Operand.date(require(instant, path, "not a date"), operator.comparison());
            }
            case BINARY -> Operand.binary(require(PolicyValues.binary(text), path, "not base64"));
            case IP -> Operand.ip(require(CidrBlock.parse(text), path, "not an address or block"));
        };
    }

    private Template template(String text, String path, boolean wildcards, List<Template> templates)
            throws MalformedPolicyException {
        Template template = TemplateParser.parse(text, path, wildcards, variables);
        templates.add(template);
        return template;
    }

    private static boolean truth(String text, String path) throws MalformedPolicyException {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new MalformedPolicyException(path, "not true or false");
    }

    private static <T> T require(@Nullable T value, String path, String fault) throws MalformedPolicyException {
        if (value == null) {
            throw new MalformedPolicyException(path, fault);
        }
        return value;
    }
}
