package dev.gatehouse.credentials.internal.policy;

import dev.gatehouse.policy.LabelledPolicy;
import dev.gatehouse.policy.PolicyDocument;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The most that a guest's session of the enhanced flow can do: the services that the reference service names for
 * unauthenticated identities, its inline policy and {@code AmazonCognitoUnAuthedIdentitiesSessionPolicy} together
 * (Amazon Cognito Developer Guide, "IAM roles", "Access policies"). In particular nothing of {@code iam} and
 * {@code sts}: a guest cannot change a role or go on to another one.
 */
final class GuestScopeDown {
    private static final List<String> ACTIONS = List.of(
            "appsync:*",
            "cloudwatch:*",
            "codewhisperer:*",
            "cognito-identity:*",
            "cognito-idp:*",
            "cognito-sync:*",
            "comprehend:*",
            "dynamodb:*",
            "execute-api:*",
            "firehose:*",
            "gamelift:*",
            "geo:*DevicePosition*",
            "geo:*Geofence",
            "geo:*Geofences",
            "geo:CalculateRoute*",
            "geo:GetMap*",
            "geo:GetPlace",
            "geo:ListMaps",
            "geo:SearchPlaceIndex*",
            "iot:*",
            "kinesis:*",
            "kms:Decrypt",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyPair",
            "kms:GenerateDataKeyPairWithoutPlaintext",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
            "lambda:*",
            "lex:*",
            "logs:*",
            "machinelearning:*",
            "mobileanalytics:*",
            "mobiletargeting:*",
            "personalize:*",
            "polly:*",
            "rekognition:*",
            "rum:PutRumEvents",
            "s3:*",
            "sagemaker:InvokeEndpoint",
            "sdb:*",
            "ses:*",
            "sns:*",
            "sqs:*",
            "textract:AnalyzeDocument",
            "textract:DetectDocumentText",
            "transcribe:*",
            "translate:*");

    static final List<LabelledPolicy> POLICIES = List.of(new LabelledPolicy(
            "guest scope-down",
            PolicyDocument.parse(ACTIONS.stream()
                            .collect(Collectors.joining(
                                    "\",\"",
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"GuestScopeDown\","
                                            + "\"Effect\":\"Allow\",\"Action\":[\"",
                                    "\"],\"Resource\":\"*\"}]}")))
                    .orElseThrow()));

    private GuestScopeDown() {}
}
