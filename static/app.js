// The build writes the hashed name here, so that both files can be cached for ever.
import { initAll } from '/assets/nhsuk-frontend.min.js'

initAll()
