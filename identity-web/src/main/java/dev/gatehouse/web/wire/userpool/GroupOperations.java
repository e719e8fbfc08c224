package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.user.Group;
import dev.gatehouse.userpool.group.GroupChange;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Paging;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups and who is in them. */
final class GroupOperations {
    private static final int MOST = 60;

    private GroupOperations() {}

    static Outcome<Map<String, Object>> create(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.groups().create(name(call), change(call.input())))
                .map(group -> answer(call, group));
    }

    static Outcome<Map<String, Object>> get(Call call) {
        return AdminCalls.pool(call).then(pool -> pool.groups().get(name(call))).map(group -> answer(call, group));
    }

    static Outcome<Map<String, Object>> update(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.groups().update(name(call), change(call.input())))
                .map(group -> answer(call, group));
    }

    static Outcome<Map<String, Object>> delete(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.groups().delete(name(call)))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> list(Call call) {
        int limit = Paging.limit(call.input(), "Limit", MOST);
        return AdminCalls.pool(call)
                .then(pool -> Paging.page(
                        call.input(),
                        "NextToken",
                        limit,
                        (cursor, most) -> pool.groups().list(cursor, most)))
                .map(page -> answer(call, page));
    }

    static Outcome<Map<String, Object>> add(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.groups().add(call.input().text("Username"), name(call)))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> remove(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.groups().remove(call.input().text("Username"), name(call)))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> members(Call call) {
        int limit = Paging.limit(call.input(), "Limit", MOST);
        return AdminCalls.pool(call)
                .then(pool -> Paging.page(
                        call.input(),
                        "NextToken",
                        limit,
                        (cursor, most) -> pool.groups().members(name(call), cursor, most)))
                .map(page -> Paging.answer("Users", page, Attributes::user).members());
    }

    /** A user's groups come at once, at most 100; on the wire they are cut into pages, each beginning after a name. */
    static Outcome<Map<String, Object>> ofUser(Call call) {
        int limit = Paging.limit(call.input(), "Limit", MOST);
        return AdminCalls.pool(call)
                .then(pool -> pool.groups().ofUser(call.input().text("Username")))
                .then(groups -> cut(groups, call.input().maybe("NextToken"), limit))
                .map(page -> answer(call, page));
    }

    private static Outcome<Page<Group>> cut(List<Group> groups, Optional<String> token, int limit) {
        int from = 0;
        if (token.isPresent()) {
            List<String> tokens = groups.stream().map(GroupOperations::token).toList();
            from = tokens.indexOf(token.get()) + 1;
            if (from == 0) {
                return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "page.token"));
            }
        }
        List<Group> page = groups.subList(from, Math.min(groups.size(), from + limit));
        boolean more = from + page.size() < groups.size();
        return Outcome.success(new Page<>(
                page, more ? Optional.of(new Cursor(token(page.get(page.size() - 1)))) : Optional.empty()));
    }

    private static String token(Group group) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(group.name().getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Call call) {
        return call.input().text("GroupName");
    }

    private static GroupChange change(Input input) {
        GroupChange.Builder change = GroupChange.builder();
        input.maybe("Description").ifPresent(change::description);
        input.maybe("RoleArn").ifPresent(change::roleArn);
        input.whole("Precedence").map(Long::intValue).ifPresent(change::precedence);
        return change.build();
    }

    private static Map<String, Object> answer(Call call, Page<Group> page) {
        return Paging.answer("Groups", page, (Group group) -> group(call, group))
                .members();
    }

    private static Map<String, Object> answer(Call call, Group group) {
        return Answer.of().put("Group", group(call, group)).members();
    }

    private static Map<String, Object> group(Call call, Group group) {
        Answer answer = Answer.of()
                .put("GroupName", group.name())
                .put("UserPoolId", call.input().text("UserPoolId"))
                .put("LastModifiedDate", group.modifiedAt())
                .put("CreationDate", group.createdAt())
                .maybe("RoleArn", group.roleArn());
        if (!group.description().isEmpty()) {
            answer.put("Description", group.description());
        }
        group.precedence().ifPresent(precedence -> answer.put("Precedence", precedence));
        return answer.members();
    }
}
