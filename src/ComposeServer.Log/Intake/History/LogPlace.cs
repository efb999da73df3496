using ComposeServer.Log.Families;

namespace ComposeServer.Log.Intake.History;

/// <summary>The log that events belong to.</summary>
/// <param name="Log">Its name.</param>
/// <param name="Family">Who judges its events.</param>
/// <param name="State">Its state now; null when it has not begun here.</param>
sealed record LogPlace(LogName Log, ILogFamily Family, LogState? State);
