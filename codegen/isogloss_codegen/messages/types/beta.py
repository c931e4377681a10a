"""The types of the API by the names that the official SDK has for betas: `BetaMessage` is `Message`."""
# ruff: noqa: E702 (a table; `python -m interop.sdk.names` of the tests writes it)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import models, params

    # fmt: off
    BetaAllThinkingTurnsParam = params.AllThinkingTurnsParam; BetaApprovalRequiredError = models.ErrorObject
    BetaApprovalRequiredErrorDetails = models.ErrorDetails; BetaAssistantMessageParam = params.AssistantMessageParam
    BetaAuthorizationCheckUnavailableError = models.ErrorObject
    BetaAuthorizationCheckUnavailableErrorDetails = models.ErrorDetails
    BetaBase64ImageSourceParam = params.Base64ImageSourceParam; BetaBase64PDFSource = models.Base64PDFSource
    BetaBase64PDFSourceParam = params.Base64PDFSourceParam
    BetaBashCodeExecutionOutputBlock = models.BashCodeExecutionOutputBlock
    BetaBashCodeExecutionOutputBlockParam = params.BashCodeExecutionOutputBlockParam
    BetaBashCodeExecutionResultBlock = models.BashCodeExecutionResultBlock
    BetaBashCodeExecutionResultBlockParam = params.BashCodeExecutionResultBlockParam
    BetaBashCodeExecutionToolResultBlock = models.BashCodeExecutionToolResultBlock
    BetaBashCodeExecutionToolResultBlockParam = params.BashCodeExecutionToolResultBlockParam
    BetaBashCodeExecutionToolResultError = models.BashCodeExecutionToolResultError
    BetaBashCodeExecutionToolResultErrorObject = models.BashCodeExecutionToolResultError
    BetaBashCodeExecutionToolResultErrorParam = params.BashCodeExecutionToolResultErrorParam
    BetaBrowserCloseTabConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserCloseTabToolUseBlock = models.ToolUseBlock
    BetaBrowserDoubleClickConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserDoubleClickToolUseBlock = models.ToolUseBlock
    BetaBrowserFileUploadConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserFileUploadToolUseBlock = models.ToolUseBlock
    BetaBrowserFindConfigParam = params.ToolsetMemberConfigParam; BetaBrowserFindToolUseBlock = models.ToolUseBlock
    BetaBrowserFormInputConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserFormInputToolUseBlock = models.ToolUseBlock
    BetaBrowserGetPageTextConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserGetPageTextToolUseBlock = models.ToolUseBlock
    BetaBrowserHoldKeyConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserHoldKeyToolUseBlock = models.ToolUseBlock; BetaBrowserHoverConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserHoverToolUseBlock = models.ToolUseBlock
    BetaBrowserJavascriptExecConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserJavascriptExecToolUseBlock = models.ToolUseBlock
    BetaBrowserKeyConfigParam = params.ToolsetMemberConfigParam; BetaBrowserKeyToolUseBlock = models.ToolUseBlock
    BetaBrowserLeftClickConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserLeftClickDragConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserLeftClickDragToolUseBlock = models.ToolUseBlock; BetaBrowserLeftClickToolUseBlock = models.ToolUseBlock
    BetaBrowserLeftMouseDownConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserLeftMouseDownToolUseBlock = models.ToolUseBlock
    BetaBrowserLeftMouseUpConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserLeftMouseUpToolUseBlock = models.ToolUseBlock
    BetaBrowserListTabsConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserListTabsToolUseBlock = models.ToolUseBlock
    BetaBrowserMiddleClickConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserMiddleClickToolUseBlock = models.ToolUseBlock
    BetaBrowserMouseMoveConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserMouseMoveToolUseBlock = models.ToolUseBlock
    BetaBrowserNavigateConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserNavigateToolUseBlock = models.ToolUseBlock
    BetaBrowserNewTabConfigParam = params.ToolsetMemberConfigParam; BetaBrowserNewTabToolUseBlock = models.ToolUseBlock
    BetaBrowserReadConsoleConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserReadConsoleToolUseBlock = models.ToolUseBlock
    BetaBrowserReadNetworkConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserReadNetworkToolUseBlock = models.ToolUseBlock
    BetaBrowserReadPageConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserReadPageToolUseBlock = models.ToolUseBlock
    BetaBrowserRightClickConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserRightClickToolUseBlock = models.ToolUseBlock
    BetaBrowserScreenshotConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserScreenshotToolUseBlock = models.ToolUseBlock
    BetaBrowserScrollConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserScrollToConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserScrollToToolUseBlock = models.ToolUseBlock; BetaBrowserScrollToolUseBlock = models.ToolUseBlock
    BetaBrowserStateBlockParam = params.BrowserStateBlockParam
    BetaBrowserStateChangeDownloadCompletedParam = params.BrowserStateChangeDownloadCompletedParam
    BetaBrowserStateChangeDownloadFailedParam = params.BrowserStateChangeDownloadFailedParam
    BetaBrowserStateChangeDownloadStartedParam = params.BrowserStateChangeDownloadStartedParam
    BetaBrowserStateChangeParam = params.BrowserStateChangeParam
    BetaBrowserStateChangeTabOpenedParam = params.BrowserStateChangeTabOpenedParam
    BetaBrowserStateTabEntryParam = params.BrowserStateTabEntryParam
    BetaBrowserSwitchTabConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserSwitchTabToolUseBlock = models.ToolUseBlock; BetaBrowserToolUseBlock = models.ToolUseBlock
    BetaBrowserToolset20260801Param = params.BrowserToolset20260801Param
    BetaBrowserToolsetConfigsParam = params.BrowserToolsetConfigsParam
    BetaBrowserTripleClickConfigParam = params.ToolsetMemberConfigParam
    BetaBrowserTripleClickToolUseBlock = models.ToolUseBlock
    BetaBrowserTypeConfigParam = params.ToolsetMemberConfigParam; BetaBrowserTypeToolUseBlock = models.ToolUseBlock
    BetaBrowserWaitConfigParam = params.ToolsetMemberConfigParam; BetaBrowserWaitToolUseBlock = models.ToolUseBlock
    BetaBrowserZoomConfigParam = params.ToolsetMemberConfigParam; BetaBrowserZoomToolUseBlock = models.ToolUseBlock
    BetaCacheControlEphemeralParam = params.CacheControlEphemeralParam; BetaCacheCreation = models.CacheCreation
    BetaCacheMissMessagesChanged = models.CacheMissMessagesChanged
    BetaCacheMissModelChanged = models.CacheMissModelChanged
    BetaCacheMissPreviousMessageNotFound = models.CacheMissPreviousMessageNotFound
    BetaCacheMissReason = models.CacheMissReason; BetaCacheMissSystemChanged = models.CacheMissSystemChanged
    BetaCacheMissToolsChanged = models.CacheMissToolsChanged; BetaCacheMissUnavailable = models.CacheMissUnavailable
    BetaCapabilitySupport = models.CapabilitySupport; BetaCitationCharLocation = models.CitationCharLocation
    BetaCitationCharLocationParam = params.CitationCharLocationParam; BetaCitationConfig = models.CitationsConfig
    BetaCitationContentBlockLocation = models.CitationContentBlockLocation
    BetaCitationContentBlockLocationParam = params.CitationContentBlockLocationParam
    BetaCitationPageLocation = models.CitationPageLocation
    BetaCitationPageLocationParam = params.CitationPageLocationParam
    BetaCitationSearchResultLocation = models.CitationSearchResultLocation
    BetaCitationSearchResultLocationParam = params.CitationSearchResultLocationParam
    BetaCitationWebSearchResultLocationParam = params.CitationWebSearchResultLocationParam
    BetaCitationsConfigParam = params.CitationsConfigParam; BetaCitationsDelta = models.CitationsDelta
    BetaCitationsWebSearchResultLocation = models.CitationWebSearchResultLocation
    BetaClearThinking20251015EditParam = params.ClearThinking20251015EditParam
    BetaClearToolUses20250919EditParam = params.ClearToolUses20250919EditParam
    BetaCodeExecutionOutputBlock = models.CodeExecutionOutputBlock
    BetaCodeExecutionOutputBlockParam = params.CodeExecutionOutputBlockParam
    BetaCodeExecutionResultBlock = models.CodeExecutionResultBlock
    BetaCodeExecutionResultBlockParam = params.CodeExecutionResultBlockParam
    BetaCodeExecutionTool20250522Param = params.CodeExecutionTool20250522Param
    BetaCodeExecutionTool20250825Param = params.CodeExecutionTool20250825Param
    BetaCodeExecutionTool20260120Param = params.CodeExecutionTool20260120Param
    BetaCodeExecutionTool20260521Param = params.CodeExecutionTool20260521Param
    BetaCodeExecutionToolResultBlock = models.CodeExecutionToolResultBlock
    BetaCodeExecutionToolResultBlockContent = models.CodeExecutionToolResultBlockContent
    BetaCodeExecutionToolResultBlockParam = params.CodeExecutionToolResultBlockParam
    BetaCodeExecutionToolResultBlockParamContentParam = params.CodeExecutionToolResultBlockContentParam
    BetaCodeExecutionToolResultError = models.CodeExecutionToolResultError
    BetaCodeExecutionToolResultErrorCode = models.CodeExecutionToolResultErrorCode
    BetaCodeExecutionToolResultErrorObject = models.CodeExecutionToolResultError
    BetaCodeExecutionToolResultErrorParam = params.CodeExecutionToolResultErrorParam
    BetaCompact20260112EditParam = params.Compact20260112EditParam
    BetaComputerCursorPositionConfigParam = params.ToolsetMemberConfigParam
    BetaComputerCursorPositionToolUseBlock = models.ToolUseBlock
    BetaComputerDoubleClickConfigParam = params.ToolsetMemberConfigParam
    BetaComputerDoubleClickToolUseBlock = models.ToolUseBlock
    BetaComputerHoldKeyConfigParam = params.ToolsetMemberConfigParam
    BetaComputerHoldKeyToolUseBlock = models.ToolUseBlock; BetaComputerKeyConfigParam = params.ToolsetMemberConfigParam
    BetaComputerKeyToolUseBlock = models.ToolUseBlock
    BetaComputerLeftClickConfigParam = params.ToolsetMemberConfigParam
    BetaComputerLeftClickDragConfigParam = params.ToolsetMemberConfigParam
    BetaComputerLeftClickDragToolUseBlock = models.ToolUseBlock; BetaComputerLeftClickToolUseBlock = models.ToolUseBlock
    BetaComputerLeftMouseDownConfigParam = params.ToolsetMemberConfigParam
    BetaComputerLeftMouseDownToolUseBlock = models.ToolUseBlock
    BetaComputerLeftMouseUpConfigParam = params.ToolsetMemberConfigParam
    BetaComputerLeftMouseUpToolUseBlock = models.ToolUseBlock
    BetaComputerMiddleClickConfigParam = params.ToolsetMemberConfigParam
    BetaComputerMiddleClickToolUseBlock = models.ToolUseBlock
    BetaComputerMouseMoveConfigParam = params.ToolsetMemberConfigParam
    BetaComputerMouseMoveToolUseBlock = models.ToolUseBlock
    BetaComputerRightClickConfigParam = params.ToolsetMemberConfigParam
    BetaComputerRightClickToolUseBlock = models.ToolUseBlock
    BetaComputerScreenshotConfigParam = params.ToolsetMemberConfigParam
    BetaComputerScreenshotToolUseBlock = models.ToolUseBlock
    BetaComputerScrollConfigParam = params.ToolsetMemberConfigParam
    BetaComputerScrollToolUseBlock = models.ToolUseBlock; BetaComputerToolUseBlock = models.ToolUseBlock
    BetaComputerToolset20260801Param = params.ComputerToolset20260801Param
    BetaComputerToolsetConfigsParam = params.ComputerToolsetConfigsParam
    BetaComputerTripleClickConfigParam = params.ToolsetMemberConfigParam
    BetaComputerTripleClickToolUseBlock = models.ToolUseBlock
    BetaComputerTypeConfigParam = params.ToolsetMemberConfigParam; BetaComputerTypeToolUseBlock = models.ToolUseBlock
    BetaComputerWaitConfigParam = params.ToolsetMemberConfigParam; BetaComputerWaitToolUseBlock = models.ToolUseBlock
    BetaComputerZoomConfigParam = params.ToolsetMemberConfigParam; BetaComputerZoomToolUseBlock = models.ToolUseBlock
    BetaContainer = models.Container; BetaContainerParams = params.ContainerParam
    BetaContainerSkill = models.ContainerSkill; BetaContainerUploadBlock = models.ContainerUploadBlock
    BetaContainerUploadBlockParam = params.ContainerUploadBlockParam; BetaContentBlock = models.ContentBlock
    BetaContentBlockParam = params.ContentBlockParam
    BetaContentBlockSourceContentParam = params.ContentBlockSourceContentParam
    BetaContentBlockSourceParam = params.ContentBlockSourceParam
    BetaContextManagementCapability = models.ContextManagementCapability
    BetaContextManagementConfigParam = params.ContextManagementConfigParam; BetaDiagnostics = models.Diagnostics
    BetaDiagnosticsParam = params.DiagnosticsParam; BetaDirectCaller = models.DirectCaller
    BetaDirectCallerParam = params.DirectCallerParam; BetaDocumentBlock = models.DocumentBlock
    BetaDreamError = models.ErrorObject; BetaDreamErrorObject = models.ErrorObject
    BetaEffortCapability = models.EffortCapability
    BetaEncryptedCodeExecutionResultBlock = models.EncryptedCodeExecutionResultBlock
    BetaEncryptedCodeExecutionResultBlockParam = params.EncryptedCodeExecutionResultBlockParam
    BetaEnvironmentArchivedError = models.ErrorObject; BetaEnvironmentArchivedErrorDetails = models.ErrorDetails
    BetaEnvironmentCreateDisabledError = models.ErrorObject
    BetaEnvironmentCreateDisabledErrorDetails = models.ErrorDetails; BetaEnvironmentNotFoundError = models.ErrorObject
    BetaEnvironmentNotFoundErrorDetails = models.ErrorDetails; BetaEnvironmentUpdateDisabledError = models.ErrorObject
    BetaEnvironmentUpdateDisabledErrorDetails = models.ErrorDetails; BetaFallbackParam = params.FallbackParam
    BetaFallbacksParam = params.FallbacksParam; BetaFileDocumentSourceParam = params.FileDocumentSourceParam
    BetaFileImageSourceParam = params.FileImageSourceParam; BetaHumanReviewNotAvailableError = models.ErrorObject
    BetaHumanReviewNotAvailableErrorDetails = models.ErrorDetails; BetaImageBlockParam = params.ImageBlockParam
    BetaImageTransformationsParam = params.ImageTransformationsParam; BetaInputJSONDelta = models.InputJSONDelta
    BetaInputTokensClearAtLeastParam = params.InputTokensClearAtLeastParam
    BetaInputTokensTriggerParam = params.InputTokensTriggerParam; BetaInvalidConfigTypeChangeError = models.ErrorObject
    BetaInvalidConfigTypeChangeErrorDetails = models.ErrorDetails; BetaInvalidMetadataError = models.ErrorObject
    BetaInvalidMetadataErrorDetails = models.ErrorDetails; BetaJSONOutputFormatParam = params.JSONOutputFormatParam
    BetaManagedAgentsAgentArchivedDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsAgentArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsAgentArchivedRunError = models.ErrorObject
    BetaManagedAgentsAgentArchivedRunErrorObject = models.ErrorObject
    BetaManagedAgentsDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsEnvironmentArchivedDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsEnvironmentArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsEnvironmentArchivedRunError = models.ErrorObject
    BetaManagedAgentsEnvironmentArchivedRunErrorObject = models.ErrorObject
    BetaManagedAgentsEnvironmentNotFoundDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsEnvironmentNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsEnvironmentNotFoundRunError = models.ErrorObject
    BetaManagedAgentsEnvironmentNotFoundRunErrorObject = models.ErrorObject
    BetaManagedAgentsFileNotFoundDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsFileNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsFileNotFoundRunError = models.ErrorObject
    BetaManagedAgentsFileNotFoundRunErrorObject = models.ErrorObject
    BetaManagedAgentsMCPEgressBlockedDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsMCPEgressBlockedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsMCPEgressBlockedRunError = models.ErrorObject
    BetaManagedAgentsMCPEgressBlockedRunErrorObject = models.ErrorObject
    BetaManagedAgentsMemoryStoreArchivedDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsMemoryStoreArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsMemoryStoreArchivedRunError = models.ErrorObject
    BetaManagedAgentsMemoryStoreArchivedRunErrorObject = models.ErrorObject
    BetaManagedAgentsOrganizationDisabledDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsOrganizationDisabledDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsOrganizationDisabledRunError = models.ErrorObject
    BetaManagedAgentsOrganizationDisabledRunErrorObject = models.ErrorObject
    BetaManagedAgentsSelfHostedResourcesUnsupportedDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsSelfHostedResourcesUnsupportedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsSelfHostedResourcesUnsupportedRunError = models.ErrorObject
    BetaManagedAgentsSelfHostedResourcesUnsupportedRunErrorObject = models.ErrorObject
    BetaManagedAgentsSessionCreationRejectedRunError = models.ErrorObject
    BetaManagedAgentsSessionCreationRejectedRunErrorObject = models.ErrorObject
    BetaManagedAgentsSessionRateLimitedRunError = models.ErrorObject
    BetaManagedAgentsSessionRateLimitedRunErrorObject = models.ErrorObject
    BetaManagedAgentsSessionResourceNotFoundDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsSessionResourceNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsSessionResourceNotFoundRunError = models.ErrorObject
    BetaManagedAgentsSessionResourceNotFoundRunErrorObject = models.ErrorObject
    BetaManagedAgentsSkillNotFoundDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsSkillNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsSkillNotFoundRunError = models.ErrorObject
    BetaManagedAgentsSkillNotFoundRunErrorObject = models.ErrorObject
    BetaManagedAgentsUnknownDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsUnknownDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsUnknownRunError = models.ErrorObject; BetaManagedAgentsUnknownRunErrorObject = models.ErrorObject
    BetaManagedAgentsVaultArchivedDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsVaultArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsVaultArchivedRunError = models.ErrorObject
    BetaManagedAgentsVaultArchivedRunErrorObject = models.ErrorObject
    BetaManagedAgentsVaultNotFoundDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsVaultNotFoundDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsVaultNotFoundRunError = models.ErrorObject
    BetaManagedAgentsVaultNotFoundRunErrorObject = models.ErrorObject
    BetaManagedAgentsWorkspaceArchivedDeploymentPausedReasonError = models.ErrorObject
    BetaManagedAgentsWorkspaceArchivedDeploymentPausedReasonErrorObject = models.ErrorObject
    BetaManagedAgentsWorkspaceArchivedRunError = models.ErrorObject
    BetaManagedAgentsWorkspaceArchivedRunErrorObject = models.ErrorObject
    BetaMemoryTool20250818Param = params.MemoryTool20250818Param; BetaMessage = models.Message
    BetaMessageContentParam = params.MessageParam; BetaMessageDeltaUsage = models.MessageDeltaUsage
    BetaMessageParam = params.MessageParam; BetaMessageThreadParam = params.MessageThreadParam
    BetaMessageTokensCount = models.MessageTokensCount; BetaMetadataParam = params.MetadataParam
    BetaModelCapabilities = models.ModelCapabilities; BetaModelInfo = models.ModelInfo; BetaModelLine = models.ModelLine
    BetaOrganizationNotEligibleError = models.ErrorObject; BetaOrganizationNotEligibleErrorDetails = models.ErrorDetails
    BetaOutputConfigParam = params.OutputConfigParam; BetaOutputTokensDetails = models.OutputTokensDetails
    BetaPlainTextSource = models.PlainTextSource; BetaPlainTextSourceParam = params.PlainTextSourceParam
    BetaRawContentBlockDelta = models.ContentBlockDelta; BetaRawContentBlockDeltaEvent = models.ContentBlockDeltaEvent
    BetaRawContentBlockStartEvent = models.ContentBlockStartEvent
    BetaRawContentBlockStopEvent = models.ContentBlockStopEvent; BetaRawMessageDeltaEvent = models.MessageDeltaEvent
    BetaRawMessageStartEvent = models.MessageStartEvent; BetaRawMessageStopEvent = models.MessageStopEvent
    BetaRawMessageStreamEvent = models.StreamEvent; BetaRedactedThinkingBlock = models.RedactedThinkingBlock
    BetaRedactedThinkingBlockParam = params.RedactedThinkingBlockParam
    BetaRefusalStopDetails = models.RefusalStopDetails; BetaRequestDocumentBlockParam = params.DocumentBlockParam
    BetaRequestMCPServerToolConfigurationParam = params.MCPServerToolConfigurationParam
    BetaRequestMCPServerURLDefinitionParam = params.MCPServerURLDefinitionParam
    BetaRequestToolAdditionBlockParam = params.ToolAdditionBlockParam
    BetaRequestToolRemovalBlockParam = params.ToolRemovalBlockParam
    BetaResponseBrowserCloseTabToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserDoubleClickToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserFileUploadToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserFindToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserFormInputToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserGetPageTextToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserHoldKeyToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserHoverToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserJavascriptExecToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserKeyToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserLeftClickDragToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserLeftClickToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserLeftMouseDownToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserLeftMouseUpToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserListTabsToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserMiddleClickToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserMouseMoveToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserNavigateToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserNewTabToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserReadConsoleToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserReadNetworkToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserReadPageToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserRightClickToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserScreenshotToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserScrollToToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserScrollToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserSwitchTabToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserTripleClickToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserTypeToolUseBlock = models.ToolUseBlock; BetaResponseBrowserWaitToolUseBlock = models.ToolUseBlock
    BetaResponseBrowserZoomToolUseBlock = models.ToolUseBlock
    BetaResponseComputerCursorPositionToolUseBlock = models.ToolUseBlock
    BetaResponseComputerDoubleClickToolUseBlock = models.ToolUseBlock
    BetaResponseComputerHoldKeyToolUseBlock = models.ToolUseBlock
    BetaResponseComputerKeyToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftClickDragToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftClickToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftMouseDownToolUseBlock = models.ToolUseBlock
    BetaResponseComputerLeftMouseUpToolUseBlock = models.ToolUseBlock
    BetaResponseComputerMiddleClickToolUseBlock = models.ToolUseBlock
    BetaResponseComputerMouseMoveToolUseBlock = models.ToolUseBlock
    BetaResponseComputerRightClickToolUseBlock = models.ToolUseBlock
    BetaResponseComputerScreenshotToolUseBlock = models.ToolUseBlock
    BetaResponseComputerScrollToolUseBlock = models.ToolUseBlock; BetaResponseComputerToolUseBlock = models.ToolUseBlock
    BetaResponseComputerTripleClickToolUseBlock = models.ToolUseBlock
    BetaResponseComputerTypeToolUseBlock = models.ToolUseBlock
    BetaResponseComputerWaitToolUseBlock = models.ToolUseBlock
    BetaResponseComputerZoomToolUseBlock = models.ToolUseBlock; BetaResponseToolUseBlockUnion = models.ToolUseBlock
    BetaSearchResultBlockParam = params.SearchResultBlockParam; BetaServerToolCaller = models.ServerToolCaller
    BetaServerToolCaller20260120 = models.ServerToolCaller20260120
    BetaServerToolCaller20260120Param = params.ServerToolCaller20260120Param
    BetaServerToolCallerParam = params.ServerToolCallerParam; BetaServerToolUsage = models.ServerToolUsage
    BetaServerToolUseBlock = models.ServerToolUseBlock; BetaServerToolUseBlockParam = params.ServerToolUseBlockParam
    BetaServerToolsCapability = models.ServerToolsCapability; BetaSignatureDelta = models.SignatureDelta
    BetaSkillParams = params.ContainerSkillParam; BetaStopReason = models.StopReason
    BetaSystemMessageOutputConfigParam = params.SystemMessageOutputConfigParam
    BetaSystemMessageParam = params.SystemMessageParam; BetaTextBlock = models.TextBlock
    BetaTextBlockParam = params.TextBlockParam; BetaTextCitation = models.TextCitation
    BetaTextCitationParam = params.TextCitationParam; BetaTextDelta = models.TextDelta
    BetaTextEditorCodeExecutionCreateResultBlock = models.TextEditorCodeExecutionCreateResultBlock
    BetaTextEditorCodeExecutionCreateResultBlockParam = params.TextEditorCodeExecutionCreateResultBlockParam
    BetaTextEditorCodeExecutionStrReplaceResultBlock = models.TextEditorCodeExecutionStrReplaceResultBlock
    BetaTextEditorCodeExecutionStrReplaceResultBlockParam = params.TextEditorCodeExecutionStrReplaceResultBlockParam
    BetaTextEditorCodeExecutionToolResultBlock = models.TextEditorCodeExecutionToolResultBlock
    BetaTextEditorCodeExecutionToolResultBlockParam = params.TextEditorCodeExecutionToolResultBlockParam
    BetaTextEditorCodeExecutionToolResultError = models.TextEditorCodeExecutionToolResultError
    BetaTextEditorCodeExecutionToolResultErrorObject = models.TextEditorCodeExecutionToolResultError
    BetaTextEditorCodeExecutionToolResultErrorParam = params.TextEditorCodeExecutionToolResultErrorParam
    BetaTextEditorCodeExecutionViewResultBlock = models.TextEditorCodeExecutionViewResultBlock
    BetaTextEditorCodeExecutionViewResultBlockParam = params.TextEditorCodeExecutionViewResultBlockParam
    BetaThinkingBlock = models.ThinkingBlock; BetaThinkingBlockBindingParam = params.ThinkingBlockBindingParam
    BetaThinkingBlockParam = params.ThinkingBlockParam; BetaThinkingCapability = models.ThinkingCapability
    BetaThinkingConfigAdaptiveParam = params.ThinkingConfigAdaptiveParam
    BetaThinkingConfigBetweenToolsParam = params.ThinkingConfigBetweenToolsParam
    BetaThinkingConfigDisabledParam = params.ThinkingConfigDisabledParam
    BetaThinkingConfigEnabledParam = params.ThinkingConfigEnabledParam
    BetaThinkingConfigParam = params.ThinkingConfigParam; BetaThinkingDelta = models.ThinkingDelta
    BetaThinkingTurnsParam = params.ThinkingTurnsParam; BetaThinkingTypes = models.ThinkingTypes
    BetaThreadContinueParams = params.ThreadContinueParam; BetaThreadCreateParams = params.ThreadCreateParam
    BetaTokenTaskBudgetParam = params.TokenTaskBudgetParam; BetaToolBash20250124Param = params.ToolBash20250124Param
    BetaToolChangeMCPToolReferenceParam = params.ToolChangeMCPToolReferenceParam
    BetaToolChangeMCPToolsetReferenceParam = params.ToolChangeMCPToolsetReferenceParam
    BetaToolChangeToolDefinitionParam = params.ToolChangeToolDefinitionParam
    BetaToolChangeToolReferenceParam = params.ToolChangeToolReferenceParam
    BetaToolChoiceAnyParam = params.ToolChoiceAnyParam; BetaToolChoiceAutoParam = params.ToolChoiceAutoParam
    BetaToolChoiceNoneParam = params.ToolChoiceNoneParam; BetaToolChoiceParam = params.ToolChoiceParam
    BetaToolChoiceToolParam = params.ToolChoiceToolParam; BetaToolParam = params.CustomToolParam
    BetaToolReferenceBlock = models.ToolReferenceBlock; BetaToolReferenceBlockParam = params.ToolReferenceBlockParam
    BetaToolResultBlockParam = params.ToolResultBlockParam
    BetaToolSearchToolBm25_20251119Param = params.ToolSearchBm25Tool20251119Param
    BetaToolSearchToolRegex20251119Param = params.ToolSearchRegexTool20251119Param
    BetaToolSearchToolResultBlock = models.ToolSearchToolResultBlock
    BetaToolSearchToolResultBlockParam = params.ToolSearchToolResultBlockParam
    BetaToolSearchToolResultError = models.ToolSearchToolResultError
    BetaToolSearchToolResultErrorObject = models.ToolSearchToolResultError
    BetaToolSearchToolResultErrorParam = params.ToolSearchToolResultErrorParam
    BetaToolSearchToolSearchResultBlock = models.ToolSearchToolSearchResultBlock
    BetaToolSearchToolSearchResultBlockParam = params.ToolSearchToolSearchResultBlockParam
    BetaToolTextEditor20250124Param = params.ToolTextEditor20250124Param
    BetaToolTextEditor20250429Param = params.ToolTextEditor20250429Param
    BetaToolTextEditor20250728Param = params.ToolTextEditor20250728Param; BetaToolUnionParam = params.ToolParam
    BetaToolUseBlock = models.ToolUseBlock; BetaToolUseBlockParam = params.ToolUseBlockParam
    BetaToolUseCaller = models.ToolUseCaller; BetaToolUsesKeepParam = params.ToolUsesKeepParam
    BetaToolUsesTriggerParam = params.ToolUsesTriggerParam; BetaToolsetToolUseBlock = models.ToolUseBlock
    BetaURLImageSourceParam = params.URLImageSourceParam; BetaURLPDFSourceParam = params.URLPDFSourceParam
    BetaUsage = models.Usage; BetaUserLocationParam = params.UserLocationParam
    BetaUserMessageParam = params.UserMessageParam; BetaWebFetchBlock = models.WebFetchBlock
    BetaWebFetchBlockParam = params.WebFetchBlockParam; BetaWebFetchTool20250910Param = params.WebFetchTool20250910Param
    BetaWebFetchTool20260209Param = params.WebFetchTool20260209Param
    BetaWebFetchTool20260309Param = params.WebFetchTool20260309Param
    BetaWebFetchTool20260318Param = params.WebFetchTool20260318Param
    BetaWebFetchToolResultBlock = models.WebFetchToolResultBlock
    BetaWebFetchToolResultBlockParam = params.WebFetchToolResultBlockParam
    BetaWebFetchToolResultErrorBlock = models.WebFetchToolResultErrorBlock
    BetaWebFetchToolResultErrorBlockParam = params.WebFetchToolResultErrorBlockParam
    BetaWebFetchToolResultErrorCode = models.WebFetchToolResultErrorCode
    BetaWebFetchURLSourceAllParam = params.WebFetchURLSourceAllParam
    BetaWebFetchURLSourceExceptParam = params.WebFetchURLSourceExceptParam
    BetaWebFetchURLSourceNoneParam = params.WebFetchURLSourceNoneParam
    BetaWebFetchURLSourceOnlyParam = params.WebFetchURLSourceOnlyParam
    BetaWebFetchURLSourceToolReferenceParam = params.WebFetchURLSourceToolReferenceParam
    BetaWebFetchURLSourcesParam = params.WebFetchURLSourcesParam; BetaWebSearchResultBlock = models.WebSearchResultBlock
    BetaWebSearchResultBlockParam = params.WebSearchResultBlockParam
    BetaWebSearchTool20250305Param = params.WebSearchTool20250305Param
    BetaWebSearchTool20260209Param = params.WebSearchTool20260209Param
    BetaWebSearchTool20260318Param = params.WebSearchTool20260318Param
    BetaWebSearchToolRequestErrorObjectParam = params.WebSearchToolResultErrorParam
    BetaWebSearchToolRequestErrorParam = params.WebSearchToolResultErrorParam
    BetaWebSearchToolResultBlock = models.WebSearchToolResultBlock
    BetaWebSearchToolResultBlockContent = models.WebSearchToolResultBlockContent
    BetaWebSearchToolResultBlockParam = params.WebSearchToolResultBlockParam
    BetaWebSearchToolResultBlockParamContentParam = params.WebSearchToolResultBlockContentParam
    BetaWebSearchToolResultError = models.WebSearchToolResultError
    BetaWebSearchToolResultErrorCode = models.WebSearchToolResultErrorCode
    BetaWebSearchToolResultErrorObject = models.WebSearchToolResultError
    MessageCountTokensParams = params.CountTokensRequest; MessageCreateParams = params.CreateMessageRequest
    ThreadCreateParams = params.ThreadCreateParam
    # fmt: on
else:

    def __getattr__(name: str) -> Any:
        from .._messages.type_names import find

        return find(name, __name__)
