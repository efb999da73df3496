namespace ComposeServer.Log.Intake;

/// <summary>Why an event was not taken.</summary>
/// <param name="Code">Stable word of <see cref="RefusalCode"/>.</param>
/// <param name="Detail">Text for people, naming the field or rule; texts that clients of the JS node may parse are kept letter for letter.</param>
public readonly record struct Refusal(string Code, string Detail);
