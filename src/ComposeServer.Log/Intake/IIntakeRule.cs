namespace ComposeServer.Log.Intake;

/// <summary>One reason to refuse an event from its bytes alone. Rules run cheapest first, before any signature is checked.</summary>
interface IIntakeRule
{
    /// <returns>Null when the event passes.</returns>
    Refusal? Check(RawEvent raw);
}
