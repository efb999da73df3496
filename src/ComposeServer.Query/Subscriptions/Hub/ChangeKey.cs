using ComposeServer.Identity.Dids;
using ComposeServer.Log;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>What somebody listens to: one log, all documents of a model, or those of them that one account controls.</summary>
/// <param name="Log">The log, or the model's log.</param>
/// <param name="IsModel">True when the documents of that model are meant.</param>
/// <param name="Controller">The account; default for all.</param>
readonly record struct ChangeKey(LogName Log, bool IsModel, Did Controller)
{
    /// <summary>Events of one log.</summary>
    public static ChangeKey OfLog(LogName log) => new(log, false, default);

    /// <summary>Events of a model's documents.</summary>
    public static ChangeKey OfModel(LogName model, Did? controller) => new(model, true, controller ?? default);

    /// <summary>True when an event is meant, or may be: whose document it is may not be known.</summary>
    public bool Concerns(DocumentEvent heard) =>
        IsModel
            ? Log == heard.Entry.Model && (Controller.IsEmpty || !heard.IsRead || Controller == heard.Controller)
            : Log == heard.Entry.Log;
}
