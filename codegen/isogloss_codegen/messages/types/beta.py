"""The types of the API by the names that the official SDK has for betas: `BetaMessage` is `Message`."""
# ruff: noqa: E702 (a table; `python -m interop.sdk.names` of the tests writes it)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import models, params

    # fmt: off
    BetaAuthorizationCheckUnavailableErrorDetails = models.ErrorDetails
    BetaBase64ImageSourceParam = params.Base64ImageSourceParam; BetaAllThinkingTurnsParam = params.AllThinkingTurnsParam
    BetaBashCodeExecutionOutputBlock = models.BashCodeExecutionOutputBlock; BetaBase64PDFSource = models.Base64PDFSource
    BetaBashCodeExecutionOutputBlockParam = params.BashCodeExecutionOutputBlockParam; BetaStopReason = models.StopReason
    BetaBashCodeExecutionResultBlock = models.BashCodeExecutionResultBlock; BetaCacheMissReason = models.CacheMissReason
    BetaBashCodeExecutionResultBlockParam = params.BashCodeExecutionResultBlockParam; BetaModelLine = models.ModelLine
    BetaBashCodeExecutionToolResultBlock = models.BashCodeExecutionToolResultBlock; BetaDiagnostics = models.Diagnostics
    BetaBashCodeExecutionToolResultBlockParam = params.BashCodeExecutionToolResultBlockParam
    BetaBashCodeExecutionToolResultError = models.BashCodeExecutionToolResultError
    BetaBashCodeExecutionToolResultErrorParam = params.BashCodeExecutionToolResultErrorParam
    BetaBrowserJavascriptExecToolUseBlock = models.ToolUseBlock; BetaBrowserFileUploadToolUseBlock = models.ToolUseBlock
    BetaBrowserLeftClickDragToolUseBlock = models.ToolUseBlock; BetaAssistantMessageParam = params.AssistantMessageParam
    BetaBrowserLeftMouseDownToolUseBlock = models.ToolUseBlock; BetaBrowserDoubleClickToolUseBlock = models.ToolUseBlock
    BetaBrowserStateBlockParam = params.BrowserStateBlockParam; BetaBrowserGetPageTextToolUseBlock = models.ToolUseBlock
    BetaBrowserStateChangeDownloadCompletedParam = params.BrowserStateChangeDownloadCompletedParam
    BetaBrowserStateChangeDownloadFailedParam = params.BrowserStateChangeDownloadFailedParam
    BetaBrowserStateChangeDownloadStartedParam = params.BrowserStateChangeDownloadStartedParam; BetaUsage = models.Usage
    BetaBrowserStateChangeParam = params.BrowserStateChangeParam; BetaApprovalRequiredErrorDetails = models.ErrorDetails
    BetaBrowserStateChangeTabOpenedParam = params.BrowserStateChangeTabOpenedParam
    BetaBrowserStateTabEntryParam = params.BrowserStateTabEntryParam; BetaBrowserHoverToolUseBlock = models.ToolUseBlock
    BetaBrowserToolset20260801Param = params.BrowserToolset20260801Param; BetaComputerToolUseBlock = models.ToolUseBlock
    BetaBrowserToolsetConfigsParam = params.BrowserToolsetConfigsParam; BetaBrowserKeyToolUseBlock = models.ToolUseBlock
    BetaCacheControlEphemeralParam = params.CacheControlEphemeralParam; BetaCapabilitySupport = models.CapabilitySupport
    BetaCacheMissMessagesChanged = models.CacheMissMessagesChanged; BetaBrowserHoldKeyToolUseBlock = models.ToolUseBlock
    BetaCacheMissPreviousMessageNotFound = models.CacheMissPreviousMessageNotFound
    BetaCacheMissSystemChanged = models.CacheMissSystemChanged; BetaBrowserLeftMouseUpToolUseBlock = models.ToolUseBlock
    BetaCacheMissToolsChanged = models.CacheMissToolsChanged; BetaComputerRightClickToolUseBlock = models.ToolUseBlock
    BetaCitationCharLocationParam = params.CitationCharLocationParam; BetaComputerTypeToolUseBlock = models.ToolUseBlock
    BetaCitationContentBlockLocation = models.CitationContentBlockLocation; BetaImageBlockParam = params.ImageBlockParam
    BetaCitationContentBlockLocationParam = params.CitationContentBlockLocationParam; BetaTextBlock = models.TextBlock
    BetaCitationPageLocationParam = params.CitationPageLocationParam; BetaComputerWaitToolUseBlock = models.ToolUseBlock
    BetaCitationSearchResultLocation = models.CitationSearchResultLocation; BetaPlainTextSource = models.PlainTextSource
    BetaCitationSearchResultLocationParam = params.CitationSearchResultLocationParam; BetaTextDelta = models.TextDelta
    BetaCitationWebSearchResultLocationParam = params.CitationWebSearchResultLocationParam; BetaMessage = models.Message
    BetaCitationsWebSearchResultLocation = models.CitationWebSearchResultLocation; BetaToolUnionParam = params.ToolParam
    BetaClearThinking20251015EditParam = params.ClearThinking20251015EditParam; BetaCacheCreation = models.CacheCreation
    BetaClearToolUses20250919EditParam = params.ClearToolUses20250919EditParam; BetaDocumentBlock = models.DocumentBlock
    BetaCodeExecutionOutputBlock = models.CodeExecutionOutputBlock; BetaComputerScrollToolUseBlock = models.ToolUseBlock
    BetaCodeExecutionOutputBlockParam = params.CodeExecutionOutputBlockParam; BetaCitationsDelta = models.CitationsDelta
    BetaCodeExecutionResultBlock = models.CodeExecutionResultBlock; BetaOutputTokensDetails = models.OutputTokensDetails
    BetaCodeExecutionResultBlockParam = params.CodeExecutionResultBlockParam; BetaContainerSkill = models.ContainerSkill
    BetaCodeExecutionTool20250522Param = params.CodeExecutionTool20250522Param; BetaFallbackParam = params.FallbackParam
    BetaCodeExecutionTool20250825Param = params.CodeExecutionTool20250825Param; BetaMetadataParam = params.MetadataParam
    BetaCodeExecutionTool20260120Param = params.CodeExecutionTool20260120Param; BetaThinkingBlock = models.ThinkingBlock
    BetaCodeExecutionTool20260521Param = params.CodeExecutionTool20260521Param; BetaThinkingDelta = models.ThinkingDelta
    BetaCodeExecutionToolResultBlock = models.CodeExecutionToolResultBlock; BetaServerToolUsage = models.ServerToolUsage
    BetaCodeExecutionToolResultBlockContent = models.CodeExecutionToolResultBlockContent
    BetaCodeExecutionToolResultBlockParam = params.CodeExecutionToolResultBlockParam
    BetaCodeExecutionToolResultBlockParamContentParam = params.CodeExecutionToolResultBlockContentParam
    BetaCodeExecutionToolResultError = models.CodeExecutionToolResultError; BetaSkillParams = params.ContainerSkillParam
    BetaCodeExecutionToolResultErrorCode = models.CodeExecutionToolResultErrorCode
    BetaCodeExecutionToolResultErrorParam = params.CodeExecutionToolResultErrorParam
    BetaCompact20260112EditParam = params.Compact20260112EditParam; BetaThinkingConfigParam = params.ThinkingConfigParam
    BetaComputerCursorPositionToolUseBlock = models.ToolUseBlock; BetaBase64PDFSourceParam = params.Base64PDFSourceParam
    BetaComputerDoubleClickToolUseBlock = models.ToolUseBlock; BetaComputerLeftMouseUpToolUseBlock = models.ToolUseBlock
    BetaComputerLeftClickDragToolUseBlock = models.ToolUseBlock; BetaBrowserRightClickToolUseBlock = models.ToolUseBlock
    BetaComputerLeftMouseDownToolUseBlock = models.ToolUseBlock; BetaBrowserScreenshotToolUseBlock = models.ToolUseBlock
    BetaComputerMiddleClickToolUseBlock = models.ToolUseBlock; BetaComputerTripleClickToolUseBlock = models.ToolUseBlock
    BetaComputerScreenshotToolUseBlock = models.ToolUseBlock; BetaJSONOutputFormatParam = params.JSONOutputFormatParam
    BetaComputerToolset20260801Param = params.ComputerToolset20260801Param; BetaToolChoiceParam = params.ToolChoiceParam
    BetaComputerToolsetConfigsParam = params.ComputerToolsetConfigsParam; BetaDiagnosticsParam = params.DiagnosticsParam
    BetaContainerUploadBlockParam = params.ContainerUploadBlockParam; BetaComputerZoomToolUseBlock = models.ToolUseBlock
    BetaContentBlockSourceContentParam = params.ContentBlockSourceContentParam; BetaThinkingTypes = models.ThinkingTypes
    BetaContentBlockSourceParam = params.ContentBlockSourceParam; BetaBrowserFormInputToolUseBlock = models.ToolUseBlock
    BetaContextManagementCapability = models.ContextManagementCapability; BetaEffortCapability = models.EffortCapability
    BetaContextManagementConfigParam = params.ContextManagementConfigParam
    BetaEncryptedCodeExecutionResultBlock = models.EncryptedCodeExecutionResultBlock
    BetaEncryptedCodeExecutionResultBlockParam = params.EncryptedCodeExecutionResultBlockParam
    BetaEnvironmentArchivedErrorDetails = models.ErrorDetails; BetaEnvironmentNotFoundErrorDetails = models.ErrorDetails
    BetaEnvironmentCreateDisabledErrorDetails = models.ErrorDetails; BetaBrowserNewTabToolUseBlock = models.ToolUseBlock
    BetaEnvironmentUpdateDisabledErrorDetails = models.ErrorDetails; BetaBrowserScrollToolUseBlock = models.ToolUseBlock
    BetaFileDocumentSourceParam = params.FileDocumentSourceParam; BetaBrowserLeftClickToolUseBlock = models.ToolUseBlock
    BetaHumanReviewNotAvailableErrorDetails = models.ErrorDetails; BetaBrowserCloseTabToolUseBlock = models.ToolUseBlock
    BetaImageTransformationsParam = params.ImageTransformationsParam; BetaMessageThreadParam = params.MessageThreadParam
    BetaInputTokensClearAtLeastParam = params.InputTokensClearAtLeastParam
    BetaInputTokensTriggerParam = params.InputTokensTriggerParam; BetaBrowserMouseMoveToolUseBlock = models.ToolUseBlock
    BetaInvalidConfigTypeChangeErrorDetails = models.ErrorDetails; BetaBrowserListTabsToolUseBlock = models.ToolUseBlock
    BetaManagedAgentsAgentArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsAgentArchivedRunErrorObject = models.ErrorObject; BetaBrowserFindToolUseBlock = models.ToolUseBlock
    BetaManagedAgentsDeploymentPausedReasonErrorObject = models.ErrorObject; BetaCitationConfig = models.CitationsConfig
    BetaManagedAgentsEnvironmentArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsEnvironmentArchivedRunErrorObject = models.ErrorObject; BetaContainerParams = params.ContainerParam
    BetaManagedAgentsEnvironmentNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsEnvironmentNotFoundRunErrorObject = models.ErrorObject
    BetaManagedAgentsFileNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsFileNotFoundRunErrorObject = models.ErrorObject; BetaMessageTokensCount = models.MessageTokensCount
    BetaManagedAgentsMCPEgressBlockedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsMCPEgressBlockedRunErrorObject = models.ErrorObject; BetaRawMessageStreamEvent = models.StreamEvent
    BetaManagedAgentsMemoryStoreArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsMemoryStoreArchivedRunErrorObject = models.ErrorObject
    BetaManagedAgentsOrganizationDisabledDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsOrganizationDisabledRunErrorObject = models.ErrorObject; BetaFallbacksParam = params.FallbacksParam
    BetaManagedAgentsSelfHostedResourcesUnsupportedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsSelfHostedResourcesUnsupportedRunErrorObject = models.ErrorObject; BetaContainer = models.Container
    BetaManagedAgentsSessionCreationRejectedRunErrorObject = models.ErrorObject; BetaToolParam = params.CustomToolParam
    BetaManagedAgentsSessionRateLimitedRunErrorObject = models.ErrorObject
    BetaManagedAgentsSessionResourceNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsSessionResourceNotFoundRunErrorObject = models.ErrorObject; BetaToolUseBlock = models.ToolUseBlock
    BetaManagedAgentsSkillNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsSkillNotFoundRunErrorObject = models.ErrorObject; BetaBrowserTypeToolUseBlock = models.ToolUseBlock
    BetaManagedAgentsUnknownDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsUnknownRunErrorObject = models.ErrorObject; BetaComputerLeftClickToolUseBlock = models.ToolUseBlock
    BetaManagedAgentsVaultArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsVaultArchivedRunErrorObject = models.ErrorObject; BetaBrowserWaitToolUseBlock = models.ToolUseBlock
    BetaManagedAgentsVaultNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsVaultNotFoundRunErrorObject = models.ErrorObject; BetaBrowserZoomToolUseBlock = models.ToolUseBlock
    BetaManagedAgentsWorkspaceArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsWorkspaceArchivedRunErrorObject = models.ErrorObject; BetaBrowserToolUseBlock = models.ToolUseBlock
    BetaMemoryTool20250818Param = params.MemoryTool20250818Param; BetaBrowserSwitchTabToolUseBlock = models.ToolUseBlock
    BetaOrganizationNotEligibleErrorDetails = models.ErrorDetails; BetaBrowserNavigateToolUseBlock = models.ToolUseBlock
    BetaRawContentBlockDeltaEvent = models.ContentBlockDeltaEvent; BetaBrowserReadPageToolUseBlock = models.ToolUseBlock
    BetaRawContentBlockStartEvent = models.ContentBlockStartEvent; BetaBrowserScrollToToolUseBlock = models.ToolUseBlock
    BetaRawContentBlockStopEvent = models.ContentBlockStopEvent; BetaComputerMouseMoveToolUseBlock = models.ToolUseBlock
    BetaRedactedThinkingBlock = models.RedactedThinkingBlock; BetaResponseBrowserKeyToolUseBlock = models.ToolUseBlock
    BetaRedactedThinkingBlockParam = params.RedactedThinkingBlockParam; BetaContentBlockParam = params.ContentBlockParam
    BetaRequestDocumentBlockParam = params.DocumentBlockParam; BetaResponseBrowserFindToolUseBlock = models.ToolUseBlock
    BetaRequestMCPServerToolConfigurationParam = params.MCPServerToolConfigurationParam
    BetaRequestMCPServerURLDefinitionParam = params.MCPServerURLDefinitionParam
    BetaRequestToolAdditionBlockParam = params.ToolAdditionBlockParam; BetaComputerKeyToolUseBlock = models.ToolUseBlock
    BetaRequestToolRemovalBlockParam = params.ToolRemovalBlockParam; BetaRawContentBlockDelta = models.ContentBlockDelta
    BetaResponseBrowserCloseTabToolUseBlock = models.ToolUseBlock; BetaComputerHoldKeyToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserDoubleClickToolUseBlock = models.ToolUseBlock; BetaRefusalStopDetails = models.RefusalStopDetails
    BetaResponseBrowserFileUploadToolUseBlock = models.ToolUseBlock; BetaRawMessageDeltaEvent = models.MessageDeltaEvent
    BetaResponseBrowserFormInputToolUseBlock = models.ToolUseBlock; BetaToolChoiceAutoParam = params.ToolChoiceAutoParam
    BetaResponseBrowserGetPageTextToolUseBlock = models.ToolUseBlock; BetaServerToolUseBlock = models.ServerToolUseBlock
    BetaResponseBrowserHoldKeyToolUseBlock = models.ToolUseBlock; BetaCacheMissUnavailable = models.CacheMissUnavailable
    BetaResponseBrowserHoverToolUseBlock = models.ToolUseBlock; BetaBrowserMiddleClickToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserJavascriptExecToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserLeftClickDragToolUseBlock = models.ToolUseBlock; BetaDirectCallerParam = params.DirectCallerParam
    BetaResponseBrowserLeftClickToolUseBlock = models.ToolUseBlock; BetaToolChoiceNoneParam = params.ToolChoiceNoneParam
    BetaResponseBrowserLeftMouseDownToolUseBlock = models.ToolUseBlock; BetaMessageDeltaUsage = models.MessageDeltaUsage
    BetaResponseBrowserLeftMouseUpToolUseBlock = models.ToolUseBlock; BetaSystemMessageParam = params.SystemMessageParam
    BetaResponseBrowserListTabsToolUseBlock = models.ToolUseBlock; BetaInvalidMetadataErrorDetails = models.ErrorDetails
    BetaResponseBrowserMiddleClickToolUseBlock = models.ToolUseBlock; BetaThinkingBlockParam = params.ThinkingBlockParam
    BetaResponseBrowserMouseMoveToolUseBlock = models.ToolUseBlock; BetaToolChoiceToolParam = params.ToolChoiceToolParam
    BetaResponseBrowserNavigateToolUseBlock = models.ToolUseBlock; BetaResponseBrowserToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserNewTabToolUseBlock = models.ToolUseBlock; BetaPlainTextSourceParam = params.PlainTextSourceParam
    BetaResponseBrowserReadConsoleToolUseBlock = models.ToolUseBlock; BetaThinkingCapability = models.ThinkingCapability
    BetaResponseBrowserReadNetworkToolUseBlock = models.ToolUseBlock; BetaThinkingTurnsParam = params.ThinkingTurnsParam
    BetaResponseBrowserReadPageToolUseBlock = models.ToolUseBlock; BetaThreadContinueParams = params.ThreadContinueParam
    BetaResponseBrowserRightClickToolUseBlock = models.ToolUseBlock; BetaRawMessageStartEvent = models.MessageStartEvent
    BetaResponseBrowserScreenshotToolUseBlock = models.ToolUseBlock; BetaResponseToolUseBlockUnion = models.ToolUseBlock
    BetaResponseBrowserScrollToToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserScrollToolUseBlock = models.ToolUseBlock; BetaResponseComputerToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserSwitchTabToolUseBlock = models.ToolUseBlock; BetaURLImageSourceParam = params.URLImageSourceParam
    BetaResponseBrowserTripleClickToolUseBlock = models.ToolUseBlock; BetaToolChoiceAnyParam = params.ToolChoiceAnyParam
    BetaResponseBrowserTypeToolUseBlock = models.ToolUseBlock; BetaResponseBrowserWaitToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserZoomToolUseBlock = models.ToolUseBlock; BetaResponseComputerKeyToolUseBlock = models.ToolUseBlock
    BetaResponseComputerCursorPositionToolUseBlock = models.ToolUseBlock; BetaServerToolCaller = models.ServerToolCaller
    BetaResponseComputerDoubleClickToolUseBlock = models.ToolUseBlock; BetaRawMessageStopEvent = models.MessageStopEvent
    BetaResponseComputerHoldKeyToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftClickDragToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftClickToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftMouseDownToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftMouseUpToolUseBlock = models.ToolUseBlock; BetaThreadCreateParams = params.ThreadCreateParam
    BetaResponseComputerMiddleClickToolUseBlock = models.ToolUseBlock; MessageCreateParams = params.CreateMessageRequest
    BetaResponseComputerMouseMoveToolUseBlock = models.ToolUseBlock
    BetaResponseComputerRightClickToolUseBlock = models.ToolUseBlock; BetaToolReferenceBlock = models.ToolReferenceBlock
    BetaResponseComputerScreenshotToolUseBlock = models.ToolUseBlock; BetaWebFetchBlockParam = params.WebFetchBlockParam
    BetaResponseComputerScrollToolUseBlock = models.ToolUseBlock; BetaCitationCharLocation = models.CitationCharLocation
    BetaResponseComputerTripleClickToolUseBlock = models.ToolUseBlock; BetaUserLocationParam = params.UserLocationParam
    BetaResponseComputerTypeToolUseBlock = models.ToolUseBlock; BetaBrowserReadConsoleToolUseBlock = models.ToolUseBlock
    BetaResponseComputerWaitToolUseBlock = models.ToolUseBlock; BetaBrowserReadNetworkToolUseBlock = models.ToolUseBlock
    BetaResponseComputerZoomToolUseBlock = models.ToolUseBlock; BetaBrowserTripleClickToolUseBlock = models.ToolUseBlock
    BetaSearchResultBlockParam = params.SearchResultBlockParam; BetaCacheMissModelChanged = models.CacheMissModelChanged
    BetaServerToolCaller20260120 = models.ServerToolCaller20260120; MessageCountTokensParams = params.CountTokensRequest
    BetaServerToolCaller20260120Param = params.ServerToolCaller20260120Param; BetaInputJSONDelta = models.InputJSONDelta
    BetaServerToolCallerParam = params.ServerToolCallerParam; BetaServerToolsCapability = models.ServerToolsCapability
    BetaServerToolUseBlockParam = params.ServerToolUseBlockParam; BetaCitationPageLocation = models.CitationPageLocation
    BetaSystemMessageOutputConfigParam = params.SystemMessageOutputConfigParam; BetaToolUseCaller = models.ToolUseCaller
    BetaTextEditorCodeExecutionCreateResultBlock = models.TextEditorCodeExecutionCreateResultBlock
    BetaTextEditorCodeExecutionCreateResultBlockParam = params.TextEditorCodeExecutionCreateResultBlockParam
    BetaTextEditorCodeExecutionStrReplaceResultBlock = models.TextEditorCodeExecutionStrReplaceResultBlock
    BetaTextEditorCodeExecutionStrReplaceResultBlockParam = params.TextEditorCodeExecutionStrReplaceResultBlockParam
    BetaTextEditorCodeExecutionToolResultBlock = models.TextEditorCodeExecutionToolResultBlock
    BetaTextEditorCodeExecutionToolResultBlockParam = params.TextEditorCodeExecutionToolResultBlockParam
    BetaTextEditorCodeExecutionToolResultError = models.TextEditorCodeExecutionToolResultError
    BetaTextEditorCodeExecutionToolResultErrorParam = params.TextEditorCodeExecutionToolResultErrorParam
    BetaTextEditorCodeExecutionViewResultBlock = models.TextEditorCodeExecutionViewResultBlock
    BetaTextEditorCodeExecutionViewResultBlockParam = params.TextEditorCodeExecutionViewResultBlockParam
    BetaThinkingBlockBindingParam = params.ThinkingBlockBindingParam
    BetaThinkingConfigAdaptiveParam = params.ThinkingConfigAdaptiveParam; BetaUserMessageParam = params.UserMessageParam
    BetaThinkingConfigBetweenToolsParam = params.ThinkingConfigBetweenToolsParam; BetaContentBlock = models.ContentBlock
    BetaThinkingConfigDisabledParam = params.ThinkingConfigDisabledParam; BetaMessageContentParam = params.MessageParam
    BetaThinkingConfigEnabledParam = params.ThinkingConfigEnabledParam; BetaModelCapabilities = models.ModelCapabilities
    BetaToolBash20250124Param = params.ToolBash20250124Param; BetaTokenTaskBudgetParam = params.TokenTaskBudgetParam
    BetaToolChangeMCPToolReferenceParam = params.ToolChangeMCPToolReferenceParam; BetaDirectCaller = models.DirectCaller
    BetaToolChangeMCPToolsetReferenceParam = params.ToolChangeMCPToolsetReferenceParam; BetaModelInfo = models.ModelInfo
    BetaToolChangeToolDefinitionParam = params.ToolChangeToolDefinitionParam; BetaSignatureDelta = models.SignatureDelta
    BetaToolChangeToolReferenceParam = params.ToolChangeToolReferenceParam
    BetaToolReferenceBlockParam = params.ToolReferenceBlockParam; BetaCitationsConfigParam = params.CitationsConfigParam
    BetaToolResultBlockParam = params.ToolResultBlockParam; BetaToolUsesTriggerParam = params.ToolUsesTriggerParam
    BetaToolSearchToolBm25_20251119Param = params.ToolSearchBm25Tool20251119Param
    BetaToolSearchToolRegex20251119Param = params.ToolSearchRegexTool20251119Param
    BetaToolSearchToolResultBlock = models.ToolSearchToolResultBlock
    BetaToolSearchToolResultBlockParam = params.ToolSearchToolResultBlockParam; BetaWebFetchBlock = models.WebFetchBlock
    BetaToolSearchToolResultError = models.ToolSearchToolResultError
    BetaToolSearchToolResultErrorParam = params.ToolSearchToolResultErrorParam
    BetaToolSearchToolSearchResultBlock = models.ToolSearchToolSearchResultBlock; BetaMessageParam = params.MessageParam
    BetaToolSearchToolSearchResultBlockParam = params.ToolSearchToolSearchResultBlockParam
    BetaToolTextEditor20250124Param = params.ToolTextEditor20250124Param; BetaToolsetToolUseBlock = models.ToolUseBlock
    BetaToolTextEditor20250429Param = params.ToolTextEditor20250429Param; ThreadCreateParams = params.ThreadCreateParam
    BetaToolTextEditor20250728Param = params.ToolTextEditor20250728Param
    BetaWebFetchTool20250910Param = params.WebFetchTool20250910Param
    BetaWebFetchTool20260209Param = params.WebFetchTool20260209Param
    BetaWebFetchTool20260309Param = params.WebFetchTool20260309Param
    BetaWebFetchTool20260318Param = params.WebFetchTool20260318Param
    BetaWebFetchToolResultBlock = models.WebFetchToolResultBlock; BetaContainerUploadBlock = models.ContainerUploadBlock
    BetaWebFetchToolResultBlockParam = params.WebFetchToolResultBlockParam
    BetaWebFetchToolResultErrorBlock = models.WebFetchToolResultErrorBlock
    BetaWebFetchToolResultErrorBlockParam = params.WebFetchToolResultErrorBlockParam
    BetaWebFetchToolResultErrorCode = models.WebFetchToolResultErrorCode
    BetaWebFetchURLSourceAllParam = params.WebFetchURLSourceAllParam
    BetaWebFetchURLSourceExceptParam = params.WebFetchURLSourceExceptParam
    BetaWebFetchURLSourceNoneParam = params.WebFetchURLSourceNoneParam; BetaOutputConfigParam = params.OutputConfigParam
    BetaWebFetchURLSourceOnlyParam = params.WebFetchURLSourceOnlyParam; BetaTextCitationParam = params.TextCitationParam
    BetaWebFetchURLSourceToolReferenceParam = params.WebFetchURLSourceToolReferenceParam
    BetaWebFetchURLSourcesParam = params.WebFetchURLSourcesParam; BetaFileImageSourceParam = params.FileImageSourceParam
    BetaWebSearchResultBlock = models.WebSearchResultBlock
    BetaWebSearchResultBlockParam = params.WebSearchResultBlockParam
    BetaWebSearchTool20250305Param = params.WebSearchTool20250305Param; BetaToolUseBlockParam = params.ToolUseBlockParam
    BetaWebSearchTool20260209Param = params.WebSearchTool20260209Param; BetaToolUsesKeepParam = params.ToolUsesKeepParam
    BetaWebSearchTool20260318Param = params.WebSearchTool20260318Param; BetaURLPDFSourceParam = params.URLPDFSourceParam
    BetaWebSearchToolRequestErrorObjectParam = params.WebSearchToolResultErrorParam
    BetaWebSearchToolRequestErrorParam = params.WebSearchToolResultErrorParam; BetaDreamErrorObject = models.ErrorObject
    BetaWebSearchToolResultBlock = models.WebSearchToolResultBlock
    BetaWebSearchToolResultBlockContent = models.WebSearchToolResultBlockContent; BetaTextCitation = models.TextCitation
    BetaWebSearchToolResultBlockParam = params.WebSearchToolResultBlockParam; BetaTextBlockParam = params.TextBlockParam
    BetaWebSearchToolResultBlockParamContentParam = params.WebSearchToolResultBlockContentParam
    BetaWebSearchToolResultError = models.WebSearchToolResultError
    BetaWebSearchToolResultErrorCode = models.WebSearchToolResultErrorCode
    # fmt: on
else:

    def __getattr__(name: str) -> Any:
        from .._messages.type_names import find

        return find(name, __name__)
