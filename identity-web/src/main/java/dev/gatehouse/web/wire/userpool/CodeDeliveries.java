package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.web.wire.operation.Answer;
import java.util.Map;

/** Where a code is said to go. */
final class CodeDeliveries {
    private CodeDeliveries() {}

    static Map<String, Object> write(CodeDelivery delivery) {
        return Answer.of()
                .put("Destination", delivery.maskedDestination())
                .put("DeliveryMedium", delivery.channel().name())
                .put("AttributeName", delivery.attribute())
                .members();
    }

    static Map<String, Object> answer(CodeDelivery delivery) {
        return Answer.of().put("CodeDeliveryDetails", write(delivery)).members();
    }
}
