"""The types of the API by the names of the official SDK: dictionaries in requests (`params`), models in answers."""
# ruff: noqa: E702 (a table; `python -m interop.sdk.names` of the tests writes it)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import models, params
    from . import beta as beta

    # fmt: off
    APIErrorObject = models.ErrorObject; AnthropicBetaParam = params.BetaFeature
    AssistantMessageParam = params.AssistantMessageParam; AuthenticationError = models.ErrorObject
    AuthenticationErrorObject = models.ErrorObject; AvailableToolsLimitExceededError = models.ErrorObject
    AvailableToolsLimitExceededErrorDetails = models.ErrorDetails
    Base64ImageSourceParam = params.Base64ImageSourceParam; Base64PDFSource = models.Base64PDFSource
    Base64PDFSourceParam = params.Base64PDFSourceParam
    BashCodeExecutionOutputBlock = models.BashCodeExecutionOutputBlock
    BashCodeExecutionOutputBlockParam = params.BashCodeExecutionOutputBlockParam
    BashCodeExecutionResultBlock = models.BashCodeExecutionResultBlock
    BashCodeExecutionResultBlockParam = params.BashCodeExecutionResultBlockParam
    BashCodeExecutionToolResultBlock = models.BashCodeExecutionToolResultBlock
    BashCodeExecutionToolResultBlockParam = params.BashCodeExecutionToolResultBlockParam
    BashCodeExecutionToolResultError = models.BashCodeExecutionToolResultError
    BashCodeExecutionToolResultErrorCode = models.BashCodeExecutionToolResultErrorCode
    BashCodeExecutionToolResultErrorObject = models.BashCodeExecutionToolResultError
    BashCodeExecutionToolResultErrorParam = params.BashCodeExecutionToolResultErrorParam
    BetaAPIError = models.ErrorObject; BetaAPIErrorObject = models.ErrorObject
    BetaAuthenticationError = models.ErrorObject; BetaAuthenticationErrorObject = models.ErrorObject
    BetaBillingError = models.ErrorObject; BetaBillingErrorObject = models.ErrorObject
    BetaCMEKNotApprovedError = models.ErrorObject; BetaCMEKNotApprovedErrorDetails = models.ErrorDetails
    BetaErrorObject = models.ErrorObject; BetaErrorResponse = models.ErrorResponse
    BetaExternalKeyNotFoundError = models.ErrorObject; BetaExternalKeyNotFoundErrorDetails = models.ErrorDetails
    BetaExternalKeyProviderMismatchError = models.ErrorObject
    BetaExternalKeyProviderMismatchErrorDetails = models.ErrorDetails
    BetaGCPProjectControlledByAnotherOrganizationError = models.ErrorObject
    BetaGCPProjectControlledByAnotherOrganizationErrorDetails = models.ErrorDetails
    BetaGCPProjectNotVerifiedError = models.ErrorObject; BetaGCPProjectNotVerifiedErrorDetails = models.ErrorDetails
    BetaGatewayTimeoutError = models.ErrorObject; BetaGatewayTimeoutErrorObject = models.ErrorObject
    BetaInvalidRequestError = models.ErrorObject; BetaInvalidRequestErrorObject = models.ErrorObject
    BetaNotFoundError = models.ErrorObject; BetaNotFoundErrorObject = models.ErrorObject
    BetaOrganizationNotEnrolledInBetaError = models.ErrorObject
    BetaOrganizationNotEnrolledInBetaErrorDetails = models.ErrorDetails; BetaOverloadedError = models.ErrorObject
    BetaOverloadedErrorObject = models.ErrorObject; BetaPermissionError = models.ErrorObject
    BetaPermissionErrorObject = models.ErrorObject; BetaRateLimitError = models.ErrorObject
    BetaRateLimitErrorObject = models.ErrorObject; BetaRegionNotSupportedError = models.ErrorObject
    BetaRegionNotSupportedErrorDetails = models.ErrorDetails; BetaRequestBodyTimeoutError = models.ErrorObject
    BetaRequestBodyTimeoutErrorDetails = models.ErrorDetails; BetaStorageInUseError = models.ErrorObject
    BetaStorageInUseErrorDetails = models.ErrorDetails; BetaStorageNotApprovedError = models.ErrorObject
    BetaStorageNotApprovedErrorDetails = models.ErrorDetails; BetaUnsupportedCharsetError = models.ErrorObject
    BetaUnsupportedCharsetErrorDetails = models.ErrorDetails; BillingError = models.ErrorObject
    BillingErrorObject = models.ErrorObject; BrowserCloseTabConfigParam = params.ToolsetMemberConfigParam
    BrowserCloseTabToolUseBlock = models.ToolUseBlock; BrowserDoubleClickConfigParam = params.ToolsetMemberConfigParam
    BrowserDoubleClickToolUseBlock = models.ToolUseBlock; BrowserFileUploadConfigParam = params.ToolsetMemberConfigParam
    BrowserFileUploadToolUseBlock = models.ToolUseBlock; BrowserFindConfigParam = params.ToolsetMemberConfigParam
    BrowserFindToolUseBlock = models.ToolUseBlock; BrowserFormInputConfigParam = params.ToolsetMemberConfigParam
    BrowserFormInputToolUseBlock = models.ToolUseBlock; BrowserGetPageTextConfigParam = params.ToolsetMemberConfigParam
    BrowserGetPageTextToolUseBlock = models.ToolUseBlock; BrowserHoldKeyConfigParam = params.ToolsetMemberConfigParam
    BrowserHoldKeyToolUseBlock = models.ToolUseBlock; BrowserHoverConfigParam = params.ToolsetMemberConfigParam
    BrowserHoverToolUseBlock = models.ToolUseBlock; BrowserJavascriptExecConfigParam = params.ToolsetMemberConfigParam
    BrowserJavascriptExecToolUseBlock = models.ToolUseBlock; BrowserKeyConfigParam = params.ToolsetMemberConfigParam
    BrowserKeyToolUseBlock = models.ToolUseBlock; BrowserLeftClickConfigParam = params.ToolsetMemberConfigParam
    BrowserLeftClickDragConfigParam = params.ToolsetMemberConfigParam
    BrowserLeftClickDragToolUseBlock = models.ToolUseBlock; BrowserLeftClickToolUseBlock = models.ToolUseBlock
    BrowserLeftMouseDownConfigParam = params.ToolsetMemberConfigParam
    BrowserLeftMouseDownToolUseBlock = models.ToolUseBlock
    BrowserLeftMouseUpConfigParam = params.ToolsetMemberConfigParam
    BrowserLeftMouseUpToolUseBlock = models.ToolUseBlock; BrowserListTabsConfigParam = params.ToolsetMemberConfigParam
    BrowserListTabsToolUseBlock = models.ToolUseBlock; BrowserMiddleClickConfigParam = params.ToolsetMemberConfigParam
    BrowserMiddleClickToolUseBlock = models.ToolUseBlock; BrowserMouseMoveConfigParam = params.ToolsetMemberConfigParam
    BrowserMouseMoveToolUseBlock = models.ToolUseBlock; BrowserNavigateConfigParam = params.ToolsetMemberConfigParam
    BrowserNavigateToolUseBlock = models.ToolUseBlock; BrowserNewTabConfigParam = params.ToolsetMemberConfigParam
    BrowserNewTabToolUseBlock = models.ToolUseBlock; BrowserReadConsoleConfigParam = params.ToolsetMemberConfigParam
    BrowserReadConsoleToolUseBlock = models.ToolUseBlock
    BrowserReadNetworkConfigParam = params.ToolsetMemberConfigParam
    BrowserReadNetworkToolUseBlock = models.ToolUseBlock; BrowserReadPageConfigParam = params.ToolsetMemberConfigParam
    BrowserReadPageToolUseBlock = models.ToolUseBlock; BrowserRightClickConfigParam = params.ToolsetMemberConfigParam
    BrowserRightClickToolUseBlock = models.ToolUseBlock; BrowserScreenshotConfigParam = params.ToolsetMemberConfigParam
    BrowserScreenshotToolUseBlock = models.ToolUseBlock; BrowserScrollConfigParam = params.ToolsetMemberConfigParam
    BrowserScrollToConfigParam = params.ToolsetMemberConfigParam; BrowserScrollToToolUseBlock = models.ToolUseBlock
    BrowserScrollToolUseBlock = models.ToolUseBlock; BrowserStateBlockParam = params.BrowserStateBlockParam
    BrowserStateChangeDownloadCompletedParam = params.BrowserStateChangeDownloadCompletedParam
    BrowserStateChangeDownloadFailedParam = params.BrowserStateChangeDownloadFailedParam
    BrowserStateChangeDownloadStartedParam = params.BrowserStateChangeDownloadStartedParam
    BrowserStateChangeParam = params.BrowserStateChangeParam
    BrowserStateChangeTabOpenedParam = params.BrowserStateChangeTabOpenedParam
    BrowserStateTabEntryParam = params.BrowserStateTabEntryParam
    BrowserSwitchTabConfigParam = params.ToolsetMemberConfigParam; BrowserSwitchTabToolUseBlock = models.ToolUseBlock
    BrowserToolUseBlock = models.ToolUseBlock; BrowserToolset20260801Param = params.BrowserToolset20260801Param
    BrowserToolsetConfigsParam = params.BrowserToolsetConfigsParam
    BrowserTripleClickConfigParam = params.ToolsetMemberConfigParam
    BrowserTripleClickToolUseBlock = models.ToolUseBlock; BrowserTypeConfigParam = params.ToolsetMemberConfigParam
    BrowserTypeToolUseBlock = models.ToolUseBlock; BrowserWaitConfigParam = params.ToolsetMemberConfigParam
    BrowserWaitToolUseBlock = models.ToolUseBlock; BrowserZoomConfigParam = params.ToolsetMemberConfigParam
    BrowserZoomToolUseBlock = models.ToolUseBlock; CMEKContextUnavailableError = models.ErrorObject
    CMEKContextUnavailableErrorDetails = models.ErrorDetails; CMEKKeyDisabledError = models.ErrorObject
    CMEKKeyDisabledErrorDetails = models.ErrorDetails; CMEKKeyNetworkBlockedError = models.ErrorObject
    CMEKKeyNetworkBlockedErrorDetails = models.ErrorDetails; CMEKKeyUnreachableError = models.ErrorObject
    CMEKKeyUnreachableErrorDetails = models.ErrorDetails; CacheControlEphemeralParam = params.CacheControlEphemeralParam
    CacheCreation = models.CacheCreation; CacheMissMessagesChanged = models.CacheMissMessagesChanged
    CacheMissModelChanged = models.CacheMissModelChanged
    CacheMissPreviousMessageNotFound = models.CacheMissPreviousMessageNotFound; CacheMissReason = models.CacheMissReason
    CacheMissSystemChanged = models.CacheMissSystemChanged; CacheMissToolsChanged = models.CacheMissToolsChanged
    CacheMissUnavailable = models.CacheMissUnavailable; CapabilitySupport = models.CapabilitySupport
    ChangeOutcomeUnknownError = models.ErrorObject; ChangeOutcomeUnknownErrorDetails = models.ErrorDetails
    CitationCharLocation = models.CitationCharLocation; CitationCharLocationParam = params.CitationCharLocationParam
    CitationContentBlockLocation = models.CitationContentBlockLocation
    CitationContentBlockLocationParam = params.CitationContentBlockLocationParam
    CitationPageLocation = models.CitationPageLocation; CitationPageLocationParam = params.CitationPageLocationParam
    CitationSearchResultLocationParam = params.CitationSearchResultLocationParam
    CitationWebSearchResultLocationParam = params.CitationWebSearchResultLocationParam
    CitationsConfig = models.CitationsConfig; CitationsConfigParam = params.CitationsConfigParam
    CitationsDelta = models.CitationsDelta; CitationsSearchResultLocation = models.CitationSearchResultLocation
    CitationsWebSearchResultLocation = models.CitationWebSearchResultLocation
    ClaudeCodeKeyCreatorNotMemberError = models.ErrorObject
    ClaudeCodeKeyCreatorNotMemberErrorDetails = models.ErrorDetails; ClaudeCodeVersionTooOldError = models.ErrorObject
    ClaudeCodeVersionTooOldErrorDetails = models.ErrorDetails
    CodeExecutionOutputBlock = models.CodeExecutionOutputBlock
    CodeExecutionOutputBlockParam = params.CodeExecutionOutputBlockParam
    CodeExecutionResultBlock = models.CodeExecutionResultBlock
    CodeExecutionResultBlockParam = params.CodeExecutionResultBlockParam
    CodeExecutionTool20250522Param = params.CodeExecutionTool20250522Param
    CodeExecutionTool20250825Param = params.CodeExecutionTool20250825Param
    CodeExecutionTool20260120Param = params.CodeExecutionTool20260120Param
    CodeExecutionTool20260521Param = params.CodeExecutionTool20260521Param
    CodeExecutionToolResultBlock = models.CodeExecutionToolResultBlock
    CodeExecutionToolResultBlockContent = models.CodeExecutionToolResultBlockContent
    CodeExecutionToolResultBlockParam = params.CodeExecutionToolResultBlockParam
    CodeExecutionToolResultBlockParamContentParam = params.CodeExecutionToolResultBlockContentParam
    CodeExecutionToolResultError = models.CodeExecutionToolResultError
    CodeExecutionToolResultErrorCode = models.CodeExecutionToolResultErrorCode
    CodeExecutionToolResultErrorObject = models.CodeExecutionToolResultError
    CodeExecutionToolResultErrorParam = params.CodeExecutionToolResultErrorParam
    CompactionBlockAmbiguousError = models.ErrorObject; CompactionBlockAmbiguousErrorDetails = models.ErrorDetails
    CompactionBlockMisplacedError = models.ErrorObject; CompactionBlockMisplacedErrorDetails = models.ErrorDetails
    CompactionContentMismatchError = models.ErrorObject; CompactionContentMismatchErrorDetails = models.ErrorDetails
    CompactionIncompleteTurnError = models.ErrorObject; CompactionIncompleteTurnErrorDetails = models.ErrorDetails
    CompactionNothingToSummarizeError = models.ErrorObject
    CompactionNothingToSummarizeErrorDetails = models.ErrorDetails; CompactionSignatureInvalidError = models.ErrorObject
    CompactionSignatureInvalidErrorDetails = models.ErrorDetails
    CompactionTooManyToolReferencesError = models.ErrorObject
    CompactionTooManyToolReferencesErrorDetails = models.ErrorDetails
    CompactionToolChangesMismatchError = models.ErrorObject
    CompactionToolChangesMismatchErrorDetails = models.ErrorDetails; CompactionUnavailableError = models.ErrorObject
    CompactionUnavailableErrorDetails = models.ErrorDetails
    ComputerCursorPositionConfigParam = params.ToolsetMemberConfigParam
    ComputerCursorPositionToolUseBlock = models.ToolUseBlock
    ComputerDoubleClickConfigParam = params.ToolsetMemberConfigParam
    ComputerDoubleClickToolUseBlock = models.ToolUseBlock; ComputerHoldKeyConfigParam = params.ToolsetMemberConfigParam
    ComputerHoldKeyToolUseBlock = models.ToolUseBlock; ComputerKeyConfigParam = params.ToolsetMemberConfigParam
    ComputerKeyToolUseBlock = models.ToolUseBlock; ComputerLeftClickConfigParam = params.ToolsetMemberConfigParam
    ComputerLeftClickDragConfigParam = params.ToolsetMemberConfigParam
    ComputerLeftClickDragToolUseBlock = models.ToolUseBlock; ComputerLeftClickToolUseBlock = models.ToolUseBlock
    ComputerLeftMouseDownConfigParam = params.ToolsetMemberConfigParam
    ComputerLeftMouseDownToolUseBlock = models.ToolUseBlock
    ComputerLeftMouseUpConfigParam = params.ToolsetMemberConfigParam
    ComputerLeftMouseUpToolUseBlock = models.ToolUseBlock
    ComputerMiddleClickConfigParam = params.ToolsetMemberConfigParam
    ComputerMiddleClickToolUseBlock = models.ToolUseBlock
    ComputerMouseMoveConfigParam = params.ToolsetMemberConfigParam; ComputerMouseMoveToolUseBlock = models.ToolUseBlock
    ComputerRightClickConfigParam = params.ToolsetMemberConfigParam
    ComputerRightClickToolUseBlock = models.ToolUseBlock
    ComputerScreenshotConfigParam = params.ToolsetMemberConfigParam
    ComputerScreenshotToolUseBlock = models.ToolUseBlock; ComputerScrollConfigParam = params.ToolsetMemberConfigParam
    ComputerScrollToolUseBlock = models.ToolUseBlock; ComputerToolUseBlock = models.ToolUseBlock
    ComputerToolset20260801Param = params.ComputerToolset20260801Param
    ComputerToolsetConfigsParam = params.ComputerToolsetConfigsParam
    ComputerTripleClickConfigParam = params.ToolsetMemberConfigParam
    ComputerTripleClickToolUseBlock = models.ToolUseBlock; ComputerTypeConfigParam = params.ToolsetMemberConfigParam
    ComputerTypeToolUseBlock = models.ToolUseBlock; ComputerWaitConfigParam = params.ToolsetMemberConfigParam
    ComputerWaitToolUseBlock = models.ToolUseBlock; ComputerZoomConfigParam = params.ToolsetMemberConfigParam
    ComputerZoomToolUseBlock = models.ToolUseBlock; ConcurrentMembershipChangeError = models.ErrorObject
    ConcurrentMembershipChangeErrorDetails = models.ErrorDetails; Container = models.Container
    ContainerParams = params.ContainerParam; ContainerSkill = models.ContainerSkill
    ContainerUploadBlock = models.ContainerUploadBlock; ContainerUploadBlockParam = params.ContainerUploadBlockParam
    ContentBlock = models.ContentBlock; ContentBlockDeltaEvent = models.ContentBlockDeltaEvent
    ContentBlockParam = params.ContentBlockParam; ContentBlockSourceContentParam = params.ContentBlockSourceContentParam
    ContentBlockSourceParam = params.ContentBlockSourceParam; ContentBlockStartEvent = models.ContentBlockStartEvent
    ContentBlockStopEvent = models.ContentBlockStopEvent
    ContextManagementCapability = models.ContextManagementCapability
    ContractSpendLimitReachedError = models.ErrorObject; ContractSpendLimitReachedErrorDetails = models.ErrorDetails
    Diagnostics = models.Diagnostics; DiagnosticsParam = params.DiagnosticsParam; DirectCaller = models.DirectCaller
    DirectCallerParam = params.DirectCallerParam; DocumentBlock = models.DocumentBlock
    DocumentBlockParam = params.DocumentBlockParam; EffortCapability = models.EffortCapability
    EncryptedCodeExecutionResultBlock = models.EncryptedCodeExecutionResultBlock
    EncryptedCodeExecutionResultBlockParam = params.EncryptedCodeExecutionResultBlockParam
    EnforcedSpendLimitReachedError = models.ErrorObject; EnforcedSpendLimitReachedErrorDetails = models.ErrorDetails
    ErrorDetails = models.ErrorDetails; ErrorObject = models.ErrorObject; ErrorResponse = models.ErrorResponse
    ErrorType = models.ErrorType; FileDocumentSourceParam = params.FileDocumentSourceParam
    FileExpiredError = models.ErrorObject; FileExpiredErrorDetails = models.ErrorDetails
    FileImageSourceParam = params.FileImageSourceParam; FileNotDownloadableError = models.ErrorObject
    FileNotDownloadableErrorDetails = models.ErrorDetails; GatewayTimeoutError = models.ErrorObject
    GatewayTimeoutErrorObject = models.ErrorObject; ImageBlockParam = params.ImageBlockParam
    ImageDimensionsTooLargeError = models.ErrorObject; ImageDimensionsTooLargeErrorDetails = models.ErrorDetails
    ImageTransformationsParam = params.ImageTransformationsParam; InputJSONDelta = models.InputJSONDelta
    InvalidRequestError = models.ErrorObject; InvalidRequestErrorObject = models.ErrorObject
    JSONOutputFormatParam = params.JSONOutputFormatParam; LinkedOrganizationBillingUnavailableError = models.ErrorObject
    LinkedOrganizationBillingUnavailableErrorDetails = models.ErrorDetails
    LinkedOrganizationSpendLimitReachedError = models.ErrorObject
    LinkedOrganizationSpendLimitReachedErrorDetails = models.ErrorDetails
    MemoryTool20250818Param = params.MemoryTool20250818Param; Message = models.Message
    MessageContentParam = params.MessageParam; MessageCountTokensParams = params.CountTokensRequest
    MessageCountTokensToolParam = params.ToolParam; MessageCreateParams = params.CreateMessageRequest
    MessageCreateParamsContainerParam = params.CreateMessageRequest; MessageDeltaEvent = models.MessageDeltaEvent
    MessageDeltaUsage = models.MessageDeltaUsage; MessageParam = params.MessageParam
    MessageStartEvent = models.MessageStartEvent; MessageStopEvent = models.MessageStopEvent
    MessageStreamEvent = models.StreamEvent; MessageTokensCount = models.MessageTokensCount
    MetadataParam = params.MetadataParam; Model = models.Model; ModelCapabilities = models.ModelCapabilities
    ModelInfo = models.ModelInfo; ModelLine = models.ModelLine; ModelParam = params.Model
    NotFoundError = models.ErrorObject; NotFoundErrorObject = models.ErrorObject
    OrgMemberLimitExceededError = models.ErrorObject; OrgMemberLimitExceededErrorDetails = models.ErrorDetails
    OrganizationOnHoldError = models.ErrorObject; OrganizationOnHoldErrorDetails = models.ErrorDetails
    OrganizationTypeNotSupportedError = models.ErrorObject
    OrganizationTypeNotSupportedErrorDetails = models.ErrorDetails; OutputConfigParam = params.OutputConfigParam
    OutputTokensDetails = models.OutputTokensDetails; OverloadedError = models.ErrorObject
    OverloadedErrorObject = models.ErrorObject; ParentOrganizationRequiredError = models.ErrorObject
    ParentOrganizationRequiredErrorDetails = models.ErrorDetails; ParsedContentBlock = models.ContentBlock
    ParsedMessage = models.Message; ParsedTextBlock = models.TextBlock; PermissionError = models.ErrorObject
    PermissionErrorObject = models.ErrorObject; PlainTextSource = models.PlainTextSource
    PlainTextSourceParam = params.PlainTextSourceParam; RBACRoleNotFoundError = models.ErrorObject
    RBACRoleNotFoundErrorDetails = models.ErrorDetails; RampLimitExceededError = models.ErrorObject
    RampLimitExceededErrorDetails = models.ErrorDetails; RateLimitError = models.ErrorObject
    RateLimitErrorObject = models.ErrorObject; RawContentBlockDelta = models.ContentBlockDelta
    RawContentBlockDeltaEvent = models.ContentBlockDeltaEvent; RawContentBlockStartEvent = models.ContentBlockStartEvent
    RawContentBlockStopEvent = models.ContentBlockStopEvent; RawMessageDeltaEvent = models.MessageDeltaEvent
    RawMessageStartEvent = models.MessageStartEvent; RawMessageStopEvent = models.MessageStopEvent
    RawMessageStreamEvent = models.StreamEvent; RedactedThinkingBlock = models.RedactedThinkingBlock
    RedactedThinkingBlockParam = params.RedactedThinkingBlockParam; RefusalStopDetails = models.RefusalStopDetails
    RequestBodyEncodingInvalidError = models.ErrorObject; RequestBodyEncodingInvalidErrorDetails = models.ErrorDetails
    RequestBodyEncodingUnsupportedError = models.ErrorObject
    RequestBodyEncodingUnsupportedErrorDetails = models.ErrorDetails
    RequestBodyTooLargeAfterDecodingError = models.ErrorObject
    RequestBodyTooLargeAfterDecodingErrorDetails = models.ErrorDetails
    ResponseBrowserCloseTabToolUseBlock = models.ToolUseBlock
    ResponseBrowserDoubleClickToolUseBlock = models.ToolUseBlock
    ResponseBrowserFileUploadToolUseBlock = models.ToolUseBlock; ResponseBrowserFindToolUseBlock = models.ToolUseBlock
    ResponseBrowserFormInputToolUseBlock = models.ToolUseBlock
    ResponseBrowserGetPageTextToolUseBlock = models.ToolUseBlock
    ResponseBrowserHoldKeyToolUseBlock = models.ToolUseBlock; ResponseBrowserHoverToolUseBlock = models.ToolUseBlock
    ResponseBrowserJavascriptExecToolUseBlock = models.ToolUseBlock
    ResponseBrowserKeyToolUseBlock = models.ToolUseBlock; ResponseBrowserLeftClickDragToolUseBlock = models.ToolUseBlock
    ResponseBrowserLeftClickToolUseBlock = models.ToolUseBlock
    ResponseBrowserLeftMouseDownToolUseBlock = models.ToolUseBlock
    ResponseBrowserLeftMouseUpToolUseBlock = models.ToolUseBlock
    ResponseBrowserListTabsToolUseBlock = models.ToolUseBlock
    ResponseBrowserMiddleClickToolUseBlock = models.ToolUseBlock
    ResponseBrowserMouseMoveToolUseBlock = models.ToolUseBlock
    ResponseBrowserNavigateToolUseBlock = models.ToolUseBlock; ResponseBrowserNewTabToolUseBlock = models.ToolUseBlock
    ResponseBrowserReadConsoleToolUseBlock = models.ToolUseBlock
    ResponseBrowserReadNetworkToolUseBlock = models.ToolUseBlock
    ResponseBrowserReadPageToolUseBlock = models.ToolUseBlock
    ResponseBrowserRightClickToolUseBlock = models.ToolUseBlock
    ResponseBrowserScreenshotToolUseBlock = models.ToolUseBlock
    ResponseBrowserScrollToToolUseBlock = models.ToolUseBlock; ResponseBrowserScrollToolUseBlock = models.ToolUseBlock
    ResponseBrowserSwitchTabToolUseBlock = models.ToolUseBlock; ResponseBrowserToolUseBlock = models.ToolUseBlock
    ResponseBrowserTripleClickToolUseBlock = models.ToolUseBlock; ResponseBrowserTypeToolUseBlock = models.ToolUseBlock
    ResponseBrowserWaitToolUseBlock = models.ToolUseBlock; ResponseBrowserZoomToolUseBlock = models.ToolUseBlock
    ResponseComputerCursorPositionToolUseBlock = models.ToolUseBlock
    ResponseComputerDoubleClickToolUseBlock = models.ToolUseBlock
    ResponseComputerHoldKeyToolUseBlock = models.ToolUseBlock; ResponseComputerKeyToolUseBlock = models.ToolUseBlock
    ResponseComputerLeftClickDragToolUseBlock = models.ToolUseBlock
    ResponseComputerLeftClickToolUseBlock = models.ToolUseBlock
    ResponseComputerLeftMouseDownToolUseBlock = models.ToolUseBlock
    ResponseComputerLeftMouseUpToolUseBlock = models.ToolUseBlock
    ResponseComputerMiddleClickToolUseBlock = models.ToolUseBlock
    ResponseComputerMouseMoveToolUseBlock = models.ToolUseBlock
    ResponseComputerRightClickToolUseBlock = models.ToolUseBlock
    ResponseComputerScreenshotToolUseBlock = models.ToolUseBlock
    ResponseComputerScrollToolUseBlock = models.ToolUseBlock; ResponseComputerToolUseBlock = models.ToolUseBlock
    ResponseComputerTripleClickToolUseBlock = models.ToolUseBlock
    ResponseComputerTypeToolUseBlock = models.ToolUseBlock; ResponseComputerWaitToolUseBlock = models.ToolUseBlock
    ResponseComputerZoomToolUseBlock = models.ToolUseBlock; ResponseToolUseBlockUnion = models.ToolUseBlock
    SandboxEgressRestrictedError = models.ErrorObject; SandboxEgressRestrictedErrorDetails = models.ErrorDetails
    SearchResultBlockParam = params.SearchResultBlockParam; ServerToolCaller = models.ServerToolCaller
    ServerToolCaller20260120 = models.ServerToolCaller20260120
    ServerToolCaller20260120Param = params.ServerToolCaller20260120Param
    ServerToolCallerParam = params.ServerToolCallerParam; ServerToolUsage = models.ServerToolUsage
    ServerToolUseBlock = models.ServerToolUseBlock; ServerToolUseBlockParam = params.ServerToolUseBlockParam
    ServerToolsCapability = models.ServerToolsCapability; SignatureDelta = models.SignatureDelta
    SkillParams = params.ContainerSkillParam; SkillReadBlockedUndecryptableError = models.ErrorObject
    SkillReadBlockedUndecryptableErrorDetails = models.ErrorDetails; StopReason = models.StopReason
    StorageQuotaExceededError = models.ErrorObject; StorageQuotaExceededErrorDetails = models.ErrorDetails
    SystemMessageParam = params.SystemMessageParam; TextBlock = models.TextBlock; TextBlockParam = params.TextBlockParam
    TextCitation = models.TextCitation; TextCitationParam = params.TextCitationParam; TextDelta = models.TextDelta
    TextEditorCodeExecutionCreateResultBlock = models.TextEditorCodeExecutionCreateResultBlock
    TextEditorCodeExecutionCreateResultBlockParam = params.TextEditorCodeExecutionCreateResultBlockParam
    TextEditorCodeExecutionStrReplaceResultBlock = models.TextEditorCodeExecutionStrReplaceResultBlock
    TextEditorCodeExecutionStrReplaceResultBlockParam = params.TextEditorCodeExecutionStrReplaceResultBlockParam
    TextEditorCodeExecutionToolResultBlock = models.TextEditorCodeExecutionToolResultBlock
    TextEditorCodeExecutionToolResultBlockParam = params.TextEditorCodeExecutionToolResultBlockParam
    TextEditorCodeExecutionToolResultError = models.TextEditorCodeExecutionToolResultError
    TextEditorCodeExecutionToolResultErrorCode = models.TextEditorCodeExecutionToolResultErrorCode
    TextEditorCodeExecutionToolResultErrorObject = models.TextEditorCodeExecutionToolResultError
    TextEditorCodeExecutionToolResultErrorParam = params.TextEditorCodeExecutionToolResultErrorParam
    TextEditorCodeExecutionViewResultBlock = models.TextEditorCodeExecutionViewResultBlock
    TextEditorCodeExecutionViewResultBlockParam = params.TextEditorCodeExecutionViewResultBlockParam
    ThinkingBlock = models.ThinkingBlock; ThinkingBlockParam = params.ThinkingBlockParam
    ThinkingCapability = models.ThinkingCapability; ThinkingConfigAdaptiveParam = params.ThinkingConfigAdaptiveParam
    ThinkingConfigBetweenToolsParam = params.ThinkingConfigBetweenToolsParam
    ThinkingConfigDisabledParam = params.ThinkingConfigDisabledParam
    ThinkingConfigEnabledParam = params.ThinkingConfigEnabledParam; ThinkingConfigParam = params.ThinkingConfigParam
    ThinkingDelta = models.ThinkingDelta; ThinkingTypes = models.ThinkingTypes
    ThreadAlreadyContinuedError = models.ErrorObject; ThreadAlreadyContinuedErrorDetails = models.ErrorDetails
    ThreadContinueInFlightError = models.ErrorObject; ThreadContinueInFlightErrorDetails = models.ErrorDetails
    ThreadFingerprintMismatchError = models.ErrorObject; ThreadFingerprintMismatchErrorDetails = models.ErrorDetails
    ThreadNotFoundError = models.ErrorObject; ThreadNotFoundErrorDetails = models.ErrorDetails
    ThreadUnsupportedRequestError = models.ErrorObject; ThreadUnsupportedRequestErrorDetails = models.ErrorDetails
    ToolBash20250124Param = params.ToolBash20250124Param; ToolChoiceAnyParam = params.ToolChoiceAnyParam
    ToolChoiceAutoParam = params.ToolChoiceAutoParam; ToolChoiceNoneParam = params.ToolChoiceNoneParam
    ToolChoiceParam = params.ToolChoiceParam; ToolChoiceToolParam = params.ToolChoiceToolParam
    ToolNameConflictError = models.ErrorObject; ToolNameConflictErrorDetails = models.ErrorDetails
    ToolParam = params.CustomToolParam; ToolReferenceBlock = models.ToolReferenceBlock
    ToolReferenceBlockParam = params.ToolReferenceBlockParam; ToolReferenceUnresolvedError = models.ErrorObject
    ToolReferenceUnresolvedErrorDetails = models.ErrorDetails; ToolResultBlockParam = params.ToolResultBlockParam
    ToolSearchToolBm25_20251119Param = params.ToolSearchBm25Tool20251119Param
    ToolSearchToolRegex20251119Param = params.ToolSearchRegexTool20251119Param
    ToolSearchToolResultBlock = models.ToolSearchToolResultBlock
    ToolSearchToolResultBlockParam = params.ToolSearchToolResultBlockParam
    ToolSearchToolResultError = models.ToolSearchToolResultError
    ToolSearchToolResultErrorCode = models.ToolSearchToolResultErrorCode
    ToolSearchToolResultErrorObject = models.ToolSearchToolResultError
    ToolSearchToolResultErrorParam = params.ToolSearchToolResultErrorParam
    ToolSearchToolSearchResultBlock = models.ToolSearchToolSearchResultBlock
    ToolSearchToolSearchResultBlockParam = params.ToolSearchToolSearchResultBlockParam
    ToolTextEditor20250124Param = params.ToolTextEditor20250124Param
    ToolTextEditor20250429Param = params.ToolTextEditor20250429Param
    ToolTextEditor20250728Param = params.ToolTextEditor20250728Param; ToolUnionParam = params.ToolParam
    ToolUseBlock = models.ToolUseBlock; ToolUseBlockParam = params.ToolUseBlockParam
    ToolUseCaller = models.ToolUseCaller; ToolsetToolUseBlock = models.ToolUseBlock
    URLImageSourceParam = params.URLImageSourceParam; URLPDFSourceParam = params.URLPDFSourceParam; Usage = models.Usage
    UserLocationParam = params.UserLocationParam; UserMessageParam = params.UserMessageParam
    UserProfileBillingNotAuthorizedError = models.ErrorObject
    UserProfileBillingNotAuthorizedErrorDetails = models.ErrorDetails; UserProfileNotBillableError = models.ErrorObject
    UserProfileNotBillableErrorDetails = models.ErrorDetails; UserProfileNotFoundError = models.ErrorObject
    UserProfileNotFoundErrorDetails = models.ErrorDetails; UserProfileRequiredError = models.ErrorObject
    UserProfileRequiredErrorDetails = models.ErrorDetails; WebFetchBlock = models.WebFetchBlock
    WebFetchBlockParam = params.WebFetchBlockParam; WebFetchTool20250910Param = params.WebFetchTool20250910Param
    WebFetchTool20260209Param = params.WebFetchTool20260209Param
    WebFetchTool20260309Param = params.WebFetchTool20260309Param
    WebFetchTool20260318Param = params.WebFetchTool20260318Param
    WebFetchToolResultBlock = models.WebFetchToolResultBlock
    WebFetchToolResultBlockParam = params.WebFetchToolResultBlockParam
    WebFetchToolResultErrorBlock = models.WebFetchToolResultErrorBlock
    WebFetchToolResultErrorBlockParam = params.WebFetchToolResultErrorBlockParam
    WebFetchToolResultErrorCode = models.WebFetchToolResultErrorCode
    WebFetchURLSourceAllParam = params.WebFetchURLSourceAllParam
    WebFetchURLSourceExceptParam = params.WebFetchURLSourceExceptParam
    WebFetchURLSourceNoneParam = params.WebFetchURLSourceNoneParam
    WebFetchURLSourceOnlyParam = params.WebFetchURLSourceOnlyParam
    WebFetchURLSourceToolReferenceParam = params.WebFetchURLSourceToolReferenceParam
    WebFetchURLSourcesParam = params.WebFetchURLSourcesParam; WebSearchResultBlock = models.WebSearchResultBlock
    WebSearchResultBlockParam = params.WebSearchResultBlockParam
    WebSearchTool20250305Param = params.WebSearchTool20250305Param
    WebSearchTool20260209Param = params.WebSearchTool20260209Param
    WebSearchTool20260318Param = params.WebSearchTool20260318Param
    WebSearchToolRequestErrorObjectParam = params.WebSearchToolResultErrorParam
    WebSearchToolRequestErrorParam = params.WebSearchToolResultErrorParam
    WebSearchToolResultBlock = models.WebSearchToolResultBlock
    WebSearchToolResultBlockContent = models.WebSearchToolResultBlockContent
    WebSearchToolResultBlockParam = params.WebSearchToolResultBlockParam
    WebSearchToolResultBlockParamContentParam = params.WebSearchToolResultBlockContentParam
    WebSearchToolResultError = models.WebSearchToolResultError
    WebSearchToolResultErrorCode = models.WebSearchToolResultErrorCode
    WebSearchToolResultErrorObject = models.WebSearchToolResultError
    WorkspaceHumanReviewDisabledError = models.ErrorObject
    WorkspaceHumanReviewDisabledErrorDetails = models.ErrorDetails
    # fmt: on
else:

    def __getattr__(name: str) -> Any:
        from .._messages.type_names import find

        return find(name, __name__)
