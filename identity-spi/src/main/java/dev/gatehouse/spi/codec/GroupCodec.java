package dev.gatehouse.spi.codec;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.user.Group;
import java.util.List;
import java.util.Optional;

/** The stores of groups and of the lists of their members. */
final class GroupCodec {
    static final RowType<GroupKey, GroupRow> GROUPS = new RowType<>(
            "groups",
            1,
            List.of("pool", "group_name"),
            false,
            key -> List.of(key.pool().value(), key.group()),
            key -> new GroupKey(new PoolId(key.get(0)), key.get(1)),
            group -> Optional.empty(),
            GroupCodec::write,
            GroupCodec::read);

    static final RowType<MemberKey, Member> MEMBERS = new RowType<>(
            "members",
            1,
            List.of("pool", "group_name", "user_id"),
            false,
            key -> List.of(key.pool().value(), key.group(), key.user().value()),
            key -> new MemberKey(new PoolId(key.get(0)), key.get(1), new UserId(key.get(2))),
            member -> Optional.empty(),
            (member, body) -> body.time("since", member.since()),
            body -> new Member(body.time("since")));

    private GroupCodec() {}

    private static void write(GroupRow row, JsonBody body) {
        Group group = row.group();
        body.text("state", row.state().name()).text("name", group.name()).text("description", group.description());
        group.precedence().ifPresent(precedence -> body.number("precedence", precedence));
        body.text("roleArn", group.roleArn())
                .text("incarnation", group.incarnation().value())
                .time("createdAt", group.createdAt())
                .time("modifiedAt", group.modifiedAt());
    }

    private static GroupRow read(JsonMembers body) {
        Group.Builder group = Group.builder()
                .name(body.text("name"))
                .description(body.text("description"))
                .incarnation(body.as("incarnation", WriteId::new))
                .createdAt(body.time("createdAt"))
                .modifiedAt(body.time("modifiedAt"));
        body.optionalText("roleArn").ifPresent(group::roleArn);
        if (body.has("precedence")) {
            group.precedence(body.smallNumber("precedence"));
        }
        return new GroupRow(group.build(), body.as("state", GroupRow.State::valueOf));
    }
}
