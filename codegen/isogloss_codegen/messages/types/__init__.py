"""The types of the API by the names of the official SDK: dictionaries in requests (`params`), models in answers."""
# ruff: noqa: E702 (a table; `python -m interop.sdk.names` of the tests writes it)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import models, params
    from . import beta as beta

    # fmt: off
    AvailableToolsLimitExceededErrorDetails = models.ErrorDetails; BetaCMEKNotApprovedErrorDetails = models.ErrorDetails
    BashCodeExecutionOutputBlock = models.BashCodeExecutionOutputBlock; BrowserHoldKeyToolUseBlock = models.ToolUseBlock
    BashCodeExecutionOutputBlockParam = params.BashCodeExecutionOutputBlockParam; CitationsDelta = models.CitationsDelta
    BashCodeExecutionResultBlock = models.BashCodeExecutionResultBlock; ComputerScrollToolUseBlock = models.ToolUseBlock
    BashCodeExecutionResultBlockParam = params.BashCodeExecutionResultBlockParam; ContainerSkill = models.ContainerSkill
    BashCodeExecutionToolResultBlock = models.BashCodeExecutionToolResultBlock; Base64PDFSource = models.Base64PDFSource
    BashCodeExecutionToolResultBlockParam = params.BashCodeExecutionToolResultBlockParam; ParsedMessage = models.Message
    BashCodeExecutionToolResultError = models.BashCodeExecutionToolResultError; BetaErrorResponse = models.ErrorResponse
    BashCodeExecutionToolResultErrorCode = models.BashCodeExecutionToolResultErrorCode; Diagnostics = models.Diagnostics
    BashCodeExecutionToolResultErrorParam = params.BashCodeExecutionToolResultErrorParam; StopReason = models.StopReason
    BetaExternalKeyNotFoundErrorDetails = models.ErrorDetails; ClaudeCodeVersionTooOldErrorDetails = models.ErrorDetails
    BetaExternalKeyProviderMismatchErrorDetails = models.ErrorDetails; BrowserCloseTabToolUseBlock = models.ToolUseBlock
    BetaGCPProjectControlledByAnotherOrganizationErrorDetails = models.ErrorDetails; APIErrorObject = models.ErrorObject
    BetaGCPProjectNotVerifiedErrorDetails = models.ErrorDetails; BrowserJavascriptExecToolUseBlock = models.ToolUseBlock
    BetaOrganizationNotEnrolledInBetaErrorDetails = models.ErrorDetails; BrowserNewTabToolUseBlock = models.ToolUseBlock
    BillingErrorObject = models.ErrorObject; ContainerParams = params.ContainerParam; ErrorDetails = models.ErrorDetails
    BrowserReadPageToolUseBlock = models.ToolUseBlock; BrowserScrollToToolUseBlock = models.ToolUseBlock
    BrowserStateChangeDownloadCompletedParam = params.BrowserStateChangeDownloadCompletedParam; Message = models.Message
    BrowserStateChangeDownloadFailedParam = params.BrowserStateChangeDownloadFailedParam; TextDelta = models.TextDelta
    BrowserStateChangeDownloadStartedParam = params.BrowserStateChangeDownloadStartedParam; Container = models.Container
    BrowserStateChangeTabOpenedParam = params.BrowserStateChangeTabOpenedParam; CacheMissReason = models.CacheMissReason
    BrowserStateTabEntryParam = params.BrowserStateTabEntryParam; Base64ImageSourceParam = params.Base64ImageSourceParam
    BrowserToolset20260801Param = params.BrowserToolset20260801Param; Base64PDFSourceParam = params.Base64PDFSourceParam
    BrowserToolsetConfigsParam = params.BrowserToolsetConfigsParam; AssistantMessageParam = params.AssistantMessageParam
    BrowserWaitToolUseBlock = models.ToolUseBlock; BrowserZoomToolUseBlock = models.ToolUseBlock
    CMEKKeyDisabledErrorDetails = models.ErrorDetails; ComputerHoldKeyToolUseBlock = models.ToolUseBlock
    CacheControlEphemeralParam = params.CacheControlEphemeralParam; BrowserDoubleClickToolUseBlock = models.ToolUseBlock
    CacheMissMessagesChanged = models.CacheMissMessagesChanged; BetaRegionNotSupportedErrorDetails = models.ErrorDetails
    CacheMissPreviousMessageNotFound = models.CacheMissPreviousMessageNotFound; CitationsConfig = models.CitationsConfig
    CitationCharLocationParam = params.CitationCharLocationParam; BrowserLeftClickDragToolUseBlock = models.ToolUseBlock
    CitationContentBlockLocation = models.CitationContentBlockLocation; OutputTokensDetails = models.OutputTokensDetails
    CitationContentBlockLocationParam = params.CitationContentBlockLocationParam; InputJSONDelta = models.InputJSONDelta
    CitationPageLocationParam = params.CitationPageLocationParam; BrowserLeftMouseDownToolUseBlock = models.ToolUseBlock
    CitationSearchResultLocationParam = params.CitationSearchResultLocationParam; SignatureDelta = models.SignatureDelta
    CitationWebSearchResultLocationParam = params.CitationWebSearchResultLocationParam; ErrorObject = models.ErrorObject
    CitationsSearchResultLocation = models.CitationSearchResultLocation; BrowserScrollToolUseBlock = models.ToolUseBlock
    CitationsWebSearchResultLocation = models.CitationWebSearchResultLocation; BrowserToolUseBlock = models.ToolUseBlock
    ClaudeCodeKeyCreatorNotMemberErrorDetails = models.ErrorDetails; BrowserFileUploadToolUseBlock = models.ToolUseBlock
    CodeExecutionOutputBlock = models.CodeExecutionOutputBlock; BetaRequestBodyTimeoutErrorDetails = models.ErrorDetails
    CodeExecutionOutputBlockParam = params.CodeExecutionOutputBlockParam; AuthenticationErrorObject = models.ErrorObject
    CodeExecutionResultBlock = models.CodeExecutionResultBlock; BetaStorageNotApprovedErrorDetails = models.ErrorDetails
    CodeExecutionResultBlockParam = params.CodeExecutionResultBlockParam; BetaOverloadedErrorObject = models.ErrorObject
    CodeExecutionTool20250522Param = params.CodeExecutionTool20250522Param; BetaNotFoundErrorObject = models.ErrorObject
    CodeExecutionTool20250825Param = params.CodeExecutionTool20250825Param; BrowserKeyToolUseBlock = models.ToolUseBlock
    CodeExecutionTool20260120Param = params.CodeExecutionTool20260120Param; CapabilitySupport = models.CapabilitySupport
    CodeExecutionTool20260521Param = params.CodeExecutionTool20260521Param; ContentBlockParam = params.ContentBlockParam
    CodeExecutionToolResultBlock = models.CodeExecutionToolResultBlock; ThinkingConfigParam = params.ThinkingConfigParam
    CodeExecutionToolResultBlockContent = models.CodeExecutionToolResultBlockContent; ContentBlock = models.ContentBlock
    CodeExecutionToolResultBlockParam = params.CodeExecutionToolResultBlockParam; TextBlockParam = params.TextBlockParam
    CodeExecutionToolResultBlockParamContentParam = params.CodeExecutionToolResultBlockContentParam
    CodeExecutionToolResultError = models.CodeExecutionToolResultError; ThreadNotFoundErrorDetails = models.ErrorDetails
    CodeExecutionToolResultErrorCode = models.CodeExecutionToolResultErrorCode; ImageBlockParam = params.ImageBlockParam
    CodeExecutionToolResultErrorParam = params.CodeExecutionToolResultErrorParam; BetaErrorObject = models.ErrorObject
    CompactionBlockAmbiguousErrorDetails = models.ErrorDetails; BetaUnsupportedCharsetErrorDetails = models.ErrorDetails
    CompactionBlockMisplacedErrorDetails = models.ErrorDetails; BrowserStateChangeParam = params.BrowserStateChangeParam
    CompactionContentMismatchErrorDetails = models.ErrorDetails; CMEKKeyNetworkBlockedErrorDetails = models.ErrorDetails
    CompactionIncompleteTurnErrorDetails = models.ErrorDetails; CMEKContextUnavailableErrorDetails = models.ErrorDetails
    CompactionNothingToSummarizeErrorDetails = models.ErrorDetails; BrowserGetPageTextToolUseBlock = models.ToolUseBlock
    CompactionSignatureInvalidErrorDetails = models.ErrorDetails; BrowserStateBlockParam = params.BrowserStateBlockParam
    CompactionTooManyToolReferencesErrorDetails = models.ErrorDetails; BrowserListTabsToolUseBlock = models.ToolUseBlock
    CompactionToolChangesMismatchErrorDetails = models.ErrorDetails; BrowserRightClickToolUseBlock = models.ToolUseBlock
    ComputerKeyToolUseBlock = models.ToolUseBlock; FileExpiredErrorDetails = models.ErrorDetails
    ComputerToolset20260801Param = params.ComputerToolset20260801Param; ToolChoiceAutoParam = params.ToolChoiceAutoParam
    ComputerToolsetConfigsParam = params.ComputerToolsetConfigsParam; BetaAuthenticationErrorObject = models.ErrorObject
    ComputerWaitToolUseBlock = models.ToolUseBlock; ComputerZoomToolUseBlock = models.ToolUseBlock
    ConcurrentMembershipChangeErrorDetails = models.ErrorDetails; CacheMissSystemChanged = models.CacheMissSystemChanged
    ContainerUploadBlock = models.ContainerUploadBlock; FileImageSourceParam = params.FileImageSourceParam
    ContainerUploadBlockParam = params.ContainerUploadBlockParam; ChangeOutcomeUnknownErrorDetails = models.ErrorDetails
    ContentBlockSourceContentParam = params.ContentBlockSourceContentParam; DirectCallerParam = params.DirectCallerParam
    ContextManagementCapability = models.ContextManagementCapability; BetaGatewayTimeoutErrorObject = models.ErrorObject
    ContractSpendLimitReachedErrorDetails = models.ErrorDetails; CompactionUnavailableErrorDetails = models.ErrorDetails
    DocumentBlockParam = params.DocumentBlockParam; GatewayTimeoutErrorObject = models.ErrorObject
    EncryptedCodeExecutionResultBlock = models.EncryptedCodeExecutionResultBlock; CacheCreation = models.CacheCreation
    EncryptedCodeExecutionResultBlockParam = params.EncryptedCodeExecutionResultBlockParam; ErrorType = models.ErrorType
    EnforcedSpendLimitReachedErrorDetails = models.ErrorDetails; ComputerLeftClickDragToolUseBlock = models.ToolUseBlock
    ImageDimensionsTooLargeErrorDetails = models.ErrorDetails; RawContentBlockDeltaEvent = models.ContentBlockDeltaEvent
    ImageTransformationsParam = params.ImageTransformationsParam; ContentBlockDeltaEvent = models.ContentBlockDeltaEvent
    InvalidRequestErrorObject = models.ErrorObject; MessageCountTokensToolParam = params.ToolParam
    LinkedOrganizationBillingUnavailableErrorDetails = models.ErrorDetails; MessageDeltaEvent = models.MessageDeltaEvent
    LinkedOrganizationSpendLimitReachedErrorDetails = models.ErrorDetails; BetaRateLimitErrorObject = models.ErrorObject
    MessageCreateParams = params.CreateMessageRequest; ResponseBrowserToolUseBlock = models.ToolUseBlock
    MessageCreateParamsContainerParam = params.CreateMessageRequest; BrowserScreenshotToolUseBlock = models.ToolUseBlock
    MessageStopEvent = models.MessageStopEvent; OverloadedErrorObject = models.ErrorObject
    MessageStreamEvent = models.StreamEvent; ErrorResponse = models.ErrorResponse; MetadataParam = params.MetadataParam
    MessageTokensCount = models.MessageTokensCount; RefusalStopDetails = models.RefusalStopDetails
    OrganizationTypeNotSupportedErrorDetails = models.ErrorDetails; BrowserLeftMouseUpToolUseBlock = models.ToolUseBlock
    OutputConfigParam = params.OutputConfigParam; TextCitationParam = params.TextCitationParam
    ParentOrganizationRequiredErrorDetails = models.ErrorDetails; ContentBlockStartEvent = models.ContentBlockStartEvent
    ParsedContentBlock = models.ContentBlock; PlainTextSource = models.PlainTextSource
    ParsedTextBlock = models.TextBlock; TextCitation = models.TextCitation; ToolParam = params.CustomToolParam
    PermissionErrorObject = models.ErrorObject; RawMessageStreamEvent = models.StreamEvent
    PlainTextSourceParam = params.PlainTextSourceParam; RBACRoleNotFoundErrorDetails = models.ErrorDetails
    RateLimitErrorObject = models.ErrorObject; ToolsetToolUseBlock = models.ToolUseBlock
    RawContentBlockStartEvent = models.ContentBlockStartEvent; ResponseBrowserCloseTabToolUseBlock = models.ToolUseBlock
    RawMessageStartEvent = models.MessageStartEvent; ResponseToolUseBlockUnion = models.ToolUseBlock
    RawMessageStopEvent = models.MessageStopEvent; ModelCapabilities = models.ModelCapabilities
    RedactedThinkingBlockParam = params.RedactedThinkingBlockParam; BrowserMiddleClickToolUseBlock = models.ToolUseBlock
    RequestBodyEncodingInvalidErrorDetails = models.ErrorDetails; ResponseBrowserHoverToolUseBlock = models.ToolUseBlock
    RequestBodyEncodingUnsupportedErrorDetails = models.ErrorDetails; BetaInvalidRequestErrorObject = models.ErrorObject
    RequestBodyTooLargeAfterDecodingErrorDetails = models.ErrorDetails; ToolChoiceNoneParam = params.ToolChoiceNoneParam
    ResponseBrowserDoubleClickToolUseBlock = models.ToolUseBlock; ResponseComputerTypeToolUseBlock = models.ToolUseBlock
    ResponseBrowserFileUploadToolUseBlock = models.ToolUseBlock; ComputerLeftMouseDownToolUseBlock = models.ToolUseBlock
    ResponseBrowserFormInputToolUseBlock = models.ToolUseBlock; ComputerCursorPositionToolUseBlock = models.ToolUseBlock
    ResponseBrowserGetPageTextToolUseBlock = models.ToolUseBlock; ResponseComputerWaitToolUseBlock = models.ToolUseBlock
    ResponseBrowserJavascriptExecToolUseBlock = models.ToolUseBlock; ComputerLeftClickToolUseBlock = models.ToolUseBlock
    ResponseBrowserLeftClickDragToolUseBlock = models.ToolUseBlock; BrowserReadConsoleToolUseBlock = models.ToolUseBlock
    ResponseBrowserLeftClickToolUseBlock = models.ToolUseBlock; ContentBlockSourceParam = params.ContentBlockSourceParam
    ResponseBrowserLeftMouseDownToolUseBlock = models.ToolUseBlock; BrowserReadNetworkToolUseBlock = models.ToolUseBlock
    ResponseBrowserLeftMouseUpToolUseBlock = models.ToolUseBlock; ResponseComputerZoomToolUseBlock = models.ToolUseBlock
    ResponseBrowserListTabsToolUseBlock = models.ToolUseBlock; ResponseBrowserNavigateToolUseBlock = models.ToolUseBlock
    ResponseBrowserMiddleClickToolUseBlock = models.ToolUseBlock; SearchResultBlockParam = params.SearchResultBlockParam
    ResponseBrowserMouseMoveToolUseBlock = models.ToolUseBlock; FileDocumentSourceParam = params.FileDocumentSourceParam
    ResponseBrowserReadConsoleToolUseBlock = models.ToolUseBlock; StorageQuotaExceededErrorDetails = models.ErrorDetails
    ResponseBrowserReadNetworkToolUseBlock = models.ToolUseBlock; FileNotDownloadableErrorDetails = models.ErrorDetails
    ResponseBrowserReadPageToolUseBlock = models.ToolUseBlock; ResponseBrowserScrollToToolUseBlock = models.ToolUseBlock
    ResponseBrowserRightClickToolUseBlock = models.ToolUseBlock; RawContentBlockStopEvent = models.ContentBlockStopEvent
    ResponseBrowserScreenshotToolUseBlock = models.ToolUseBlock; ResponseBrowserNewTabToolUseBlock = models.ToolUseBlock
    ResponseBrowserSwitchTabToolUseBlock = models.ToolUseBlock; MemoryTool20250818Param = params.MemoryTool20250818Param
    ResponseBrowserTripleClickToolUseBlock = models.ToolUseBlock; ResponseBrowserFindToolUseBlock = models.ToolUseBlock
    ResponseComputerCursorPositionToolUseBlock = models.ToolUseBlock; BetaStorageInUseErrorDetails = models.ErrorDetails
    ResponseComputerDoubleClickToolUseBlock = models.ToolUseBlock; ComputerDoubleClickToolUseBlock = models.ToolUseBlock
    ResponseComputerHoldKeyToolUseBlock = models.ToolUseBlock; SandboxEgressRestrictedErrorDetails = models.ErrorDetails
    ResponseComputerLeftClickDragToolUseBlock = models.ToolUseBlock; ComputerMouseMoveToolUseBlock = models.ToolUseBlock
    ResponseComputerLeftClickToolUseBlock = models.ToolUseBlock; ResponseBrowserScrollToolUseBlock = models.ToolUseBlock
    ResponseComputerLeftMouseDownToolUseBlock = models.ToolUseBlock; RampLimitExceededErrorDetails = models.ErrorDetails
    ResponseComputerLeftMouseUpToolUseBlock = models.ToolUseBlock; ComputerLeftMouseUpToolUseBlock = models.ToolUseBlock
    ResponseComputerMiddleClickToolUseBlock = models.ToolUseBlock; ComputerMiddleClickToolUseBlock = models.ToolUseBlock
    ResponseComputerMouseMoveToolUseBlock = models.ToolUseBlock; ResponseBrowserKeyToolUseBlock = models.ToolUseBlock
    ResponseComputerRightClickToolUseBlock = models.ToolUseBlock; ResponseBrowserTypeToolUseBlock = models.ToolUseBlock
    ResponseComputerScreenshotToolUseBlock = models.ToolUseBlock; ResponseBrowserWaitToolUseBlock = models.ToolUseBlock
    ResponseComputerToolUseBlock = models.ToolUseBlock; ToolNameConflictErrorDetails = models.ErrorDetails
    ResponseComputerTripleClickToolUseBlock = models.ToolUseBlock; ComputerTripleClickToolUseBlock = models.ToolUseBlock
    ServerToolCaller = models.ServerToolCaller; UserMessageParam = params.UserMessageParam
    ServerToolCaller20260120 = models.ServerToolCaller20260120; OrgMemberLimitExceededErrorDetails = models.ErrorDetails
    ServerToolCaller20260120Param = params.ServerToolCaller20260120Param; BetaPermissionErrorObject = models.ErrorObject
    ServerToolUsage = models.ServerToolUsage; SkillParams = params.ContainerSkillParam
    ServerToolUseBlock = models.ServerToolUseBlock; SystemMessageParam = params.SystemMessageParam
    SkillReadBlockedUndecryptableErrorDetails = models.ErrorDetails; CitationPageLocation = models.CitationPageLocation
    TextEditorCodeExecutionCreateResultBlock = models.TextEditorCodeExecutionCreateResultBlock; Usage = models.Usage
    TextEditorCodeExecutionCreateResultBlockParam = params.TextEditorCodeExecutionCreateResultBlockParam
    TextEditorCodeExecutionStrReplaceResultBlock = models.TextEditorCodeExecutionStrReplaceResultBlock
    TextEditorCodeExecutionStrReplaceResultBlockParam = params.TextEditorCodeExecutionStrReplaceResultBlockParam
    TextEditorCodeExecutionToolResultBlock = models.TextEditorCodeExecutionToolResultBlock; ModelInfo = models.ModelInfo
    TextEditorCodeExecutionToolResultBlockParam = params.TextEditorCodeExecutionToolResultBlockParam
    TextEditorCodeExecutionToolResultError = models.TextEditorCodeExecutionToolResultError; ModelLine = models.ModelLine
    TextEditorCodeExecutionToolResultErrorCode = models.TextEditorCodeExecutionToolResultErrorCode; Model = models.Model
    TextEditorCodeExecutionToolResultErrorParam = params.TextEditorCodeExecutionToolResultErrorParam
    TextEditorCodeExecutionViewResultBlock = models.TextEditorCodeExecutionViewResultBlock; TextBlock = models.TextBlock
    TextEditorCodeExecutionViewResultBlockParam = params.TextEditorCodeExecutionViewResultBlockParam
    ThinkingBlock = models.ThinkingBlock; ThinkingDelta = models.ThinkingDelta; ThinkingTypes = models.ThinkingTypes
    ThinkingBlockParam = params.ThinkingBlockParam; ThinkingCapability = models.ThinkingCapability
    ThinkingConfigAdaptiveParam = params.ThinkingConfigAdaptiveParam; BrowserFormInputToolUseBlock = models.ToolUseBlock
    ThinkingConfigBetweenToolsParam = params.ThinkingConfigBetweenToolsParam; ComputerToolUseBlock = models.ToolUseBlock
    ThinkingConfigDisabledParam = params.ThinkingConfigDisabledParam; BrowserLeftClickToolUseBlock = models.ToolUseBlock
    ThinkingConfigEnabledParam = params.ThinkingConfigEnabledParam; BrowserTripleClickToolUseBlock = models.ToolUseBlock
    ThreadContinueInFlightErrorDetails = models.ErrorDetails; ToolReferenceBlockParam = params.ToolReferenceBlockParam
    ThreadFingerprintMismatchErrorDetails = models.ErrorDetails; ServerToolCallerParam = params.ServerToolCallerParam
    ThreadUnsupportedRequestErrorDetails = models.ErrorDetails; ResponseBrowserHoldKeyToolUseBlock = models.ToolUseBlock
    ToolBash20250124Param = params.ToolBash20250124Param; CitationsConfigParam = params.CitationsConfigParam
    ToolChoiceAnyParam = params.ToolChoiceAnyParam; ToolReferenceBlock = models.ToolReferenceBlock
    ToolChoiceParam = params.ToolChoiceParam; BetaAPIErrorObject = models.ErrorObject; ToolUnionParam = params.ToolParam
    ToolReferenceUnresolvedErrorDetails = models.ErrorDetails; ThreadAlreadyContinuedErrorDetails = models.ErrorDetails
    ToolResultBlockParam = params.ToolResultBlockParam; WebSearchResultBlock = models.WebSearchResultBlock
    ToolSearchToolBm25_20251119Param = params.ToolSearchBm25Tool20251119Param; MessageContentParam = params.MessageParam
    ToolSearchToolRegex20251119Param = params.ToolSearchRegexTool20251119Param; NotFoundErrorObject = models.ErrorObject
    ToolSearchToolResultBlock = models.ToolSearchToolResultBlock; ResponseBrowserZoomToolUseBlock = models.ToolUseBlock
    ToolSearchToolResultBlockParam = params.ToolSearchToolResultBlockParam; MessageDeltaUsage = models.MessageDeltaUsage
    ToolSearchToolResultError = models.ToolSearchToolResultError; ResponseComputerKeyToolUseBlock = models.ToolUseBlock
    ToolSearchToolResultErrorCode = models.ToolSearchToolResultErrorCode; BrowserHoverToolUseBlock = models.ToolUseBlock
    ToolSearchToolResultErrorParam = params.ToolSearchToolResultErrorParam; MessageStartEvent = models.MessageStartEvent
    ToolSearchToolSearchResultBlock = models.ToolSearchToolSearchResultBlock; DiagnosticsParam = params.DiagnosticsParam
    ToolSearchToolSearchResultBlockParam = params.ToolSearchToolSearchResultBlockParam
    ToolTextEditor20250124Param = params.ToolTextEditor20250124Param; BrowserMouseMoveToolUseBlock = models.ToolUseBlock
    ToolTextEditor20250429Param = params.ToolTextEditor20250429Param; BrowserSwitchTabToolUseBlock = models.ToolUseBlock
    ToolTextEditor20250728Param = params.ToolTextEditor20250728Param; CacheMissUnavailable = models.CacheMissUnavailable
    ToolUseBlock = models.ToolUseBlock
    ToolUseBlockParam = params.ToolUseBlockParam; URLPDFSourceParam = params.URLPDFSourceParam
    ToolUseCaller = models.ToolUseCaller; WebFetchBlock = models.WebFetchBlock; MessageParam = params.MessageParam
    UserLocationParam = params.UserLocationParam; BetaBillingErrorObject = models.ErrorObject
    UserProfileBillingNotAuthorizedErrorDetails = models.ErrorDetails; BrowserNavigateToolUseBlock = models.ToolUseBlock
    UserProfileNotBillableErrorDetails = models.ErrorDetails; WebFetchToolResultBlock = models.WebFetchToolResultBlock
    WebFetchBlockParam = params.WebFetchBlockParam; BrowserTypeToolUseBlock = models.ToolUseBlock
    WebFetchTool20250910Param = params.WebFetchTool20250910Param; UserProfileNotFoundErrorDetails = models.ErrorDetails
    WebFetchTool20260209Param = params.WebFetchTool20260209Param; UserProfileRequiredErrorDetails = models.ErrorDetails
    WebFetchTool20260309Param = params.WebFetchTool20260309Param; JSONOutputFormatParam = params.JSONOutputFormatParam
    WebFetchTool20260318Param = params.WebFetchTool20260318Param; MessageCountTokensParams = params.CountTokensRequest
    WebFetchToolResultBlockParam = params.WebFetchToolResultBlockParam; ToolChoiceToolParam = params.ToolChoiceToolParam
    WebFetchToolResultErrorBlock = models.WebFetchToolResultErrorBlock; URLImageSourceParam = params.URLImageSourceParam
    WebFetchToolResultErrorBlockParam = params.WebFetchToolResultErrorBlockParam; DocumentBlock = models.DocumentBlock
    WebFetchToolResultErrorCode = models.WebFetchToolResultErrorCode; CitationCharLocation = models.CitationCharLocation
    WebFetchURLSourceAllParam = params.WebFetchURLSourceAllParam; OrganizationOnHoldErrorDetails = models.ErrorDetails
    WebFetchURLSourceExceptParam = params.WebFetchURLSourceExceptParam; RawContentBlockDelta = models.ContentBlockDelta
    WebFetchURLSourceNoneParam = params.WebFetchURLSourceNoneParam; CMEKKeyUnreachableErrorDetails = models.ErrorDetails
    WebFetchURLSourceOnlyParam = params.WebFetchURLSourceOnlyParam; CacheMissModelChanged = models.CacheMissModelChanged
    WebFetchURLSourceToolReferenceParam = params.WebFetchURLSourceToolReferenceParam; DirectCaller = models.DirectCaller
    WebFetchURLSourcesParam = params.WebFetchURLSourcesParam; ServerToolsCapability = models.ServerToolsCapability
    WebSearchResultBlockParam = params.WebSearchResultBlockParam; RedactedThinkingBlock = models.RedactedThinkingBlock
    WebSearchTool20250305Param = params.WebSearchTool20250305Param; CacheMissToolsChanged = models.CacheMissToolsChanged
    WebSearchTool20260209Param = params.WebSearchTool20260209Param; ComputerRightClickToolUseBlock = models.ToolUseBlock
    WebSearchTool20260318Param = params.WebSearchTool20260318Param; ComputerScreenshotToolUseBlock = models.ToolUseBlock
    WebSearchToolRequestErrorObjectParam = params.WebSearchToolResultErrorParam; AnthropicBetaParam = params.BetaFeature
    WebSearchToolRequestErrorParam = params.WebSearchToolResultErrorParam; BrowserFindToolUseBlock = models.ToolUseBlock
    WebSearchToolResultBlock = models.WebSearchToolResultBlock; ResponseComputerScrollToolUseBlock = models.ToolUseBlock
    WebSearchToolResultBlockContent = models.WebSearchToolResultBlockContent; EffortCapability = models.EffortCapability
    WebSearchToolResultBlockParam = params.WebSearchToolResultBlockParam; ComputerTypeToolUseBlock = models.ToolUseBlock
    WebSearchToolResultBlockParamContentParam = params.WebSearchToolResultBlockContentParam; ModelParam = params.Model
    WebSearchToolResultError = models.WebSearchToolResultError; ServerToolUseBlockParam = params.ServerToolUseBlockParam
    WebSearchToolResultErrorCode = models.WebSearchToolResultErrorCode; RawMessageDeltaEvent = models.MessageDeltaEvent
    WorkspaceHumanReviewDisabledErrorDetails = models.ErrorDetails; ContentBlockStopEvent = models.ContentBlockStopEvent
# fmt: on
else:

    def __getattr__(name: str) -> Any:
        from .._messages.type_names import find

        return find(name, __name__)
