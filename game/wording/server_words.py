"""The words of the servers: why a port cannot be used, what a request is refused for, and the game in a browser."""

HOST_UNKNOWN = "--host {host} is neither an address nor a name that is known here.{known}"
HOST_UNTYPEABLE = "--host {host} cannot be typed into a browser.{known}"
ADDRESS_FOREIGN = "{address} is no address of this machine; choose another address with --host.{known}"
ADDRESSES_KNOWN = " Those of this machine are {addresses}."
ADDRESSES_NONE = " This machine is on no network."
PORT_IN_USE = "Port {port} of {address} is in use: is it open already in another window? Choose another with --port."
PORT_RIGHTS = "Port {port} of {address} needs the rights of an administrator; choose one above 1023 with --port."
PORT_UNUSABLE = (
    "Port {port} of {address} cannot be used ({reason}); choose another with --port, or another address with --host."
)

OTHER_ADDRESS = "This room is reached under another address; look at the wall."
TOO_MANY_REQUESTS = "Too much came from this device; wait a few seconds and look again."
OTHER_PAGE = "This came from another page than the room's own, so it was not carried out."
PROGRAM_FAILED = "The program failed at this; nothing that was answered before is lost."
FORM_INCOMPLETE = "This came in pieces, and the last ones never; send it again."
FORM_UNREADABLE = "This is no form that this room can read; nothing was changed."
ROOM_FULL = "The room is full: more pages are open than it can hold. Close one, and look again in a few seconds."
TOO_LARGE = "That was too large to be anything that this room asks for."
NO_PAGE = "There is no such page in this room."

#: Lines of the log, which the terminal shows; what stands after % is filled by `logging`.
LOG_PAGE_FAILED = "The page %s failed (%r); the lesson goes on."
LOG_PAGE_NOT_TOLD = "A page was not told of a change (%r); the lesson goes on."
LOG_GAME_FAILED = "A game failed (%r); the others go on."
LOG_GAME_NOT_PLAYED = "A game could not be played (%r); the others go on."

GAMES_FULL = "More pages are open than this machine can hold. Close one, and look again in a few seconds."
GAMES_TAKEN = "All {count} places are taken."
GAMES_TAKEN_LATER = "All {count} places are taken. Look again when somebody has stopped playing."
GAME_PAGE_FIRST = "Open the game's own page first."
GAME_PAGE_ONLY = "Only the game's own page asks for this."
GAME_STARTING = (
    "The game is starting. It is drawn on a canvas, which screen readers cannot read; "
    "{command} plays the same pages as lines."
)
GAME_ENDED = (
    "The game has ended, or the connection was lost. Every choice was saved; Continue goes on from the last one."
)
GAME_AGAIN = "Play on"
LOOK_AGAIN = "Look again"
