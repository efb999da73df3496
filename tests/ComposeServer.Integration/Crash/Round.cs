namespace ComposeServer.Integration.Crash;

/// <summary>One fault under load.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="InFlight">Writes that had no answer when it struck; a round without any says nothing.</param>
/// <param name="Acknowledged">Writes that were answered in its course.</param>
/// <param name="Faults">What was wrong before it, of which the rounds before are the cause, and answers that should not have been.</param>
sealed record Round(string Fault, int InFlight, int Acknowledged, IReadOnlyList<string> Faults);
