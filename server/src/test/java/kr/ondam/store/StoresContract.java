package kr.ondam.store;

/// What every kind of store keeps, over a database or in memory.
interface StoresContract
    extends TenantContract,
        ConversationContract,
        TextContract,
        DeliveryContract,
        SmsContract,
        CallbackContract,
        NoticeContract,
        ProblemContract,
        CustomerContract,
        RoutingContract,
        CrossingContract,
        SecurityContract,
        VisitorContract,
        AttachmentContract,
        UploadContract,
        BotContract {}
